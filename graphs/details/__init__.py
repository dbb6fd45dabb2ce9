"""One file for each thing that a customer says about their wish.

To add one, write `<type>.py` that exports `detail`, a `graphs.detail.DetailKind`, and a test
`tests/graphs/details/test_<type>.py`. Nothing else is edited.
"""
