"""What is said: taken in, begun where it begins, kept with its attachments, and found again."""
