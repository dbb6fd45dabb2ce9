"""Turnwise as a running service: HTTP, channels, storage, the monitor and the command line."""
