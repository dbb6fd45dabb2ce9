"""Turnwise's suites and graders inside other people's tools."""
