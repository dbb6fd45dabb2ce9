"""A follow-up question made to stand on its own, by simple rules: "and in blue?" means the thing asked about before."""

import re
from collections.abc import Sequence

from graphs.phrases import units
from graphs.turn import Message

_ELLIPTIC = re.compile(
    r"^\s*(?:and|or|but|also|what about|how about|what if|then|so)\b"
    r"|\b(?:it|its|they|them|that one|this one|those|these|there)\b"
    r"|^\s*那\S{1,5}$|^\s*(?:还有|另外|如果|要是|或者|然后|它|这个|那个)|(?:它|这个|那个|这款|那款|那里|这种)|呢\s*[?？]?\s*$",
    re.IGNORECASE,
)
_SHORT_UNITS = 12


def stand_alone(question: str, history: Sequence[Message]) -> str:
    """The words to search for: the question, after the customer's last one where it leans on that."""
    if not history or len(units(question)) > _SHORT_UNITS or not _ELLIPTIC.search(question):
        return question
    before = next(
        (said.text for said in reversed(history) if said.role == "customer" and len(units(said.text)) > 2), None
    )
    return f"{before}\n{question}" if before else question
