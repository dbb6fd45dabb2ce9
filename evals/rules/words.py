"""Words and phrases in folded text: English ones as whole words, `guarantee*` as a beginning, Chinese ones anywhere."""

import re
from collections.abc import Iterator, Sequence

from evals.rules.folding import fold

_LETTER = "a-z0-9_\u00df-\u024f"


class Words:
    """Several words, searched together."""

    def __init__(self, words: Sequence[str]) -> None:
        self._searches = [(_core(word), _search_for(word)) for word in words]

    def spans(self, folded: str) -> Iterator[tuple[int, int]]:
        """Every place of every word."""
        for core, whole in self._searches:
            if core in folded:  # quick: most words are not there
                for found in whole.finditer(folded):
                    yield found.span()


def is_word(text: str) -> bool:
    """Whether there is something in it to be found."""
    return bool(re.search(r"\w", fold(text)))


def _core(word: str) -> str:
    return fold(word).strip().rstrip("*").rstrip()


def _search_for(word: str) -> re.Pattern[str]:
    core = _core(word)
    before = rf"(?<![{_LETTER}])" if re.match(rf"[{_LETTER}]", core) else ""
    after = rf"(?![{_LETTER}])" if re.search(rf"[{_LETTER}]$", core) and not fold(word).strip().endswith("*") else ""
    return re.compile(f"{before}{re.escape(core)}{after}")
