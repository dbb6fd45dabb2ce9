"""Rates: measured, kept up, reported, and what they cost."""
