"""Offline evaluation: suites of conversations played against a target, graded and counted as production is."""
