"""Hits as a search finds them, written down by hand."""

from knowledge.document import Chunk, Hit


def hit(
    text: str, cosine: float | None = None, *, part: float | None = None, over: str = "", question: str = ""
) -> Hit:
    """A passage that is so near; `over` is its heading, `question` the one that it answers."""
    chunk = Chunk("c", "d", "d.md", "", 0, (over,) if over else (), text, "en", question)
    return Hit(chunk, 1.0, cosine, parts=part)
