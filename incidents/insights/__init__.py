"""Numbers for people; reads only."""
