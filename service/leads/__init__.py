"""Leads: told to operators, written as a table, and asked for as a channel allows it."""
