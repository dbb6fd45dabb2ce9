"""Which operator a conversation goes to, and what becomes of those who wait."""
