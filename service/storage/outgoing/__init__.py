"""Replies on their way to a platform: what waits, what arrived, and what did not."""
