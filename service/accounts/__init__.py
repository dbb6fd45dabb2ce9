"""Accounts of channels: kept, changed, checked and shown."""
