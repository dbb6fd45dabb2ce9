"""The knowledge base for those who look after it: documents and their versions, search, words and health."""
