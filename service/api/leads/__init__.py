"""Leads: how customers can be reached, whose they are, how far they came, and what is asked for when."""
