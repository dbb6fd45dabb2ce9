"""Alerts: when a rate is where it should not be, who hears of it, and in which words."""
