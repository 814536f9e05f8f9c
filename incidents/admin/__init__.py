"""Django admin, one module per model module."""
