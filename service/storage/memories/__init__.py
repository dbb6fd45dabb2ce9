"""What is kept of a conversation for those who come to it later, and how a customer is forgotten."""
