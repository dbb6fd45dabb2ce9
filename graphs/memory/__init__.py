"""What is remembered of a customer: a summary of what fell out of the window, and facts across conversations."""
