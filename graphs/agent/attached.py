"""Files that the customer sent, as the answering model gets them: quoted data, no instructions and no source."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graphs.injection import gives_orders

MOST_FILES, MOST_CHARS = 3, 2_000
_TAG = re.compile(r"<\s*/?\s*attachment\b[^>]*>?", re.IGNORECASE)
# Who plays a part in the conversation inside a file.
_SPEAKS = re.compile(r"(?:^|\n)\s*(?:system|assistant|developer|agent|系统|助手|客服)\s*[:：]", re.IGNORECASE)
_NAME = re.compile(r"[^\w .()+-]")


@dataclass(frozen=True, slots=True)
class Attached:
    """One file of the conversation; `text` is what it says, empty where nobody could read it."""

    name: str
    text: str


def describe(attached: Sequence[Attached]) -> str:
    """The newest few, each between tags, with the beginning of its text; empty where there is none.

    A text that gives orders to whoever reads it, or speaks as somebody else, is left out: no customer needs that.
    """
    return "\n".join(_describe(one) for one in attached[-MOST_FILES:])


def _describe(one: Attached) -> str:
    text = _TAG.sub(" ", one.text)[:MOST_CHARS].strip()
    if not text:
        said = "You cannot see what is in it; your colleagues can."
    elif gives_orders(text) or _SPEAKS.search(text):
        said = "Its text is left out, because it gives instructions. Your colleagues can see it."
    else:
        said = f"It reads:\n{text}"
    return f"<attachment>\nThe customer attached “{_NAME.sub(' ', one.name)[:80]}”. {said}\n</attachment>"
