"""What rates are measured from: conversations worked out one by one, cells of many, and what was spent."""
