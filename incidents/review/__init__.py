"""The acts of people on mentions and incidents; the only room that writes them.

Where to find what: `access` (roles, who sees what), `propose` (what extraction found), `queue` (order,
claims, next), `decide` (accept, correct, reject, reopen, add, many at once, undo), `incidents` (open, edit,
attach, link, cite, figures), `publish` (submit to retract, corrections), `merge` (merge, split),
`audit` (the chain of decisions), `history` (what happened to one object), `load` (records from a file).
"""
