"""Incidents in exchange formats; knows no HTTP."""
