"""The pipeline on one page: each task takes a key, calls one room, queues the next."""
