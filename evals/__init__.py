"""Graders, rates and suites: the same code judges live turns and offline runs."""
