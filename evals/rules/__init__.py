"""Rules of quality managers: a document in YAML, and what judges turns by it without a model.

`document` says what may be written, `reading` tells mistakes by line, `book` finds the hits of a turn, `grade` makes
graders of a book, `examples` tries each rule on its own examples, `packs/` holds those that come with the product.
"""
