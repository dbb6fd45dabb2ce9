"""Who writes in: what is known of a customer, and who is one person."""
