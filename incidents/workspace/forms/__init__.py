"""Forms of the workspace, one module per page."""
