"""Document formats, one file each.

To add one: a file here that exports `reader` (a `knowledge.reader.Reader`), with a docstring, and its test in
`tests/knowledge/readers/`. Nothing else is edited: the folder is scanned.
"""
