"""Alerts: what is watched, and what was raised."""
