"""Embedding models, one file each.

To add one: a file here with a class that satisfies `knowledge.encoder.Encoder`, a line in `knowledge.embed.load`
that picks it by a setting, and its test. Import what is heavy inside the class, not at the top of the file.
"""
