"""Lists for conditions, in few lengths.

A statement with a list of another length is another statement, which PostgreSQL has to be shown, and parse, before it
can be run: that takes as long as running it.
"""

from collections.abc import Collection


def padded(values: Collection[str]) -> list[str]:
    """The values, one of them again and again until their number is a power of two: what is meant is the same."""
    listed = list(values)
    if not listed:
        return listed
    length = 1 << (len(listed) - 1).bit_length()
    return listed + listed[-1:] * (length - len(listed))
