"""Simulated customers: a seeded machine of states in the words of a persona, or a chat model where one is set."""
