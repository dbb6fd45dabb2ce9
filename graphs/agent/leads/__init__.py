"""When customers are asked for contact details, in which words, and what a lead is worth: a policy as data."""
