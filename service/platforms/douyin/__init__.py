"""What Douyin's channel is made of."""
