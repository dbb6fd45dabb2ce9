"""Channel accounts, where customers write in: what they are, what is set for them, and what goes through them."""
