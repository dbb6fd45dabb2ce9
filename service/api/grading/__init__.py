"""What is thought of turns: grades, rules and their hits, judges, reviews, diagnosis and evaluations."""
