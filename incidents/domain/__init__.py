"""The language of the tracker: words, records, identities and rules without database or network."""
