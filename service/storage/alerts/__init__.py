"""What is watched and what was raised: values in the order in which they were known, alerts, and who hears of them."""
