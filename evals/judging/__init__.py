"""Grading by a chat model: what it is shown, what it may answer, when it is asked, and what that may cost."""
