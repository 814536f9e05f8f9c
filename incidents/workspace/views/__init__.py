"""Views of the workspace, one module per page; thin: one act, one response."""
