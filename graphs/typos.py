"""One-letter typos of the few words that decide whether a customer meets a person."""

import re
import string
from functools import cache

_WORDS = (
    "speak", "speaking", "talking", "chatting", "agent", "human", "person", "someone", "somebody", "operator",
    "assistant", "representative", "transfer", "connect", "contact", "customer", "supervisor", "manager",
)  # fmt: skip
# Real words that stand one letter away from one of those.
_REAL = frozenset({
    "agents", "humans", "humane", "persons", "persona", "operators", "assistants", "representatives", "transfers",
    "connects", "contacts", "contract", "contracts", "customers", "customs", "supervisors", "managers", "manages",
    "managed", "walking", "taking", "tanking", "balking", "calking", "stalking", "charting", "peaking", "speaks",
    "sneaking", "hatting", "patting", "urgent", "argent", "gent", "parson", "reason", "prison",
})  # fmt: skip
_LATIN_WORD = re.compile(r"[a-z]{4,16}")


@cache
def _variants() -> dict[str, str]:
    """Every string one deletion, insertion, swap or change away from a word, to that word."""
    variants = {"tlak": "talk", "takl": "talk", "tallk": "talk", "spek": "speak", "spk": "speak", "caht": "chat"}
    for word in _WORDS:
        splits = [(word[:place], word[place:]) for place in range(len(word) + 1)]
        near = {left + right[1:] for left, right in splits if right}
        near |= {left + right[1] + right[0] + right[2:] for left, right in splits if len(right) > 1}
        near |= {left + letter + right[1:] for left, right in splits if right for letter in string.ascii_lowercase}
        near |= {left + letter + right for left, right in splits for letter in string.ascii_lowercase}
        variants.update((typo, word) for typo in near if typo not in _REAL and len(typo) > 3)
    variants.update((word, word) for word in _WORDS)
    return variants


@cache
def _slips() -> frozenset[str]:
    return frozenset(typo for typo, word in _variants().items() if typo != word)


def corrected(words: str) -> str:
    """The text, in lower case, with those typos put right."""
    if _slips().isdisjoint(_LATIN_WORD.findall(words)):
        return words
    variants = _variants()
    return _LATIN_WORD.sub(lambda match: variants.get(match.group(), match.group()), words)
