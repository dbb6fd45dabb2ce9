"""Word lists as they are read best: words between spaces."""


def word_set(words: str) -> frozenset[str]:
    """The words of a list."""
    return frozenset(words.split())
