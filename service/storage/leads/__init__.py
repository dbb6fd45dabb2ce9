"""Leads: what customers left to be reached by, whose they are, and how far they came."""
