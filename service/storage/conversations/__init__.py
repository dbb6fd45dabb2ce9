"""Conversations as a whole: listed and shown, warned when nothing is said any more, and rated when they have ended."""
