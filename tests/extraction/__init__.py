"""Tests of the pure extraction."""
