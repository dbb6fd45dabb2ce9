"""Suites and their runs for the console: what there is, what was found, and what is under way."""
