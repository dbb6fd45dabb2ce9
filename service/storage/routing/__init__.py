"""Which operators a conversation goes to, and where it stands until one takes it."""
