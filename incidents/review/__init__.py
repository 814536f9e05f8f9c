"""The acts of people on mentions and incidents; the only room that writes them."""
