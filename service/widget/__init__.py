"""The chat on a site: how it looks, where it may be, and who writes in it."""
