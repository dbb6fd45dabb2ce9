"""One file for each kind of contact detail.

To add one, write `<type>.py` that exports `contact`, a `graphs.contact.ContactKind` whose `find` yields what it finds
with its place in the text, and a test `tests/graphs/contacts/test_<type>.py`. Nothing else is edited.
"""
