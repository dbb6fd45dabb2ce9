"""Is the knowledge base sound? Pure functions over records: what contradicts, repeats, has aged, is missing or unread.

`knowledge.health.check` puts them together; `knowledge.health.findings` holds what goes in and what comes out.
"""
