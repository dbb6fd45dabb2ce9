"""What a channel is, and what channels are made of."""
