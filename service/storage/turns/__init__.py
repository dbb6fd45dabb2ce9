"""Turns of the agent: the messages that wait for one, and what is written down when it has answered."""
