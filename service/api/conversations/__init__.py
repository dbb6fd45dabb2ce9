"""Conversations as operators see them: the inbox, a conversation's page, attachments, and how customers liked it."""
