"""Reranking models, one file each.

To add one: a file here with a class that satisfies `knowledge.reranker.Reranker`, a line in
`knowledge.rerank.load_reranker` that picks it by a setting, and its test. Import what is heavy inside the class.
"""
