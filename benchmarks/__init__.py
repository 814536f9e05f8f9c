"""Benchmarks: one command each, printing ratios measured side by side."""
