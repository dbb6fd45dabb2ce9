"""The knowledge base: documents with their versions and chunks, how they are published, and how they are used."""
