"""What a question names: numbers, model numbers, and words with a capital within a sentence."""

import re
from collections.abc import Set

from knowledge.synonyms import meanings
from knowledge.tokens import terms
from knowledge.wordlist import word_set

_NAMED = re.compile(r"\d+(?:[.,]\d+)*|(?<![^\W\d_])[A-Z][^\W_]*")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;\n])[\s\"'“‘(]*$")
_NO_NAMES = word_set("I Im Id Ive Ill OK Hi Hello Dear Thanks Thank Please Yes No FAQ PDF App")


def names_other_than(question: str, held: Set[str]) -> bool:
    """Whether the question names something that is not among these terms or meanings; all in capitals names nothing."""
    shouted = question.isupper()
    return any(
        held.isdisjoint({*terms(name), *meanings(name)})
        for match in _NAMED.finditer(question)
        if (name := match.group())[0].isdigit() or not (shouted or _is_plain(question, match))
    )


def _is_plain(question: str, match: re.Match[str]) -> bool:
    return match.group() in _NO_NAMES or bool(_SENTENCE_START.search(question[: match.start()]))
