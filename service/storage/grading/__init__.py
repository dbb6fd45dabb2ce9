"""What is thought of turns: grades, hits of rules, reviews by humans, and the work of giving them."""
