"""What quality managers work with: rules, judges, reviews and explanations."""
