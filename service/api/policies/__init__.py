"""Policies that hold for everybody, and what the endpoints of every kind of policy share."""
