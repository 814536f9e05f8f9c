"""Outside -> Article: the network door, feeds, pages, snapshots, duplicates."""
