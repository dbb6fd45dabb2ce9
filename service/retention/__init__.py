"""What is kept for how long, and how customers are forgotten."""
