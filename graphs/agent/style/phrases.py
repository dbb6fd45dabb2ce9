"""Phrases that no reply may hold, found whatever their case, width or spacing."""

import re
from collections.abc import Sequence
from functools import lru_cache

from graphs.phrases import normalise

# Invisible characters would hide a phrase from the search and not from the reader.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_GAP = re.compile(r"\s+")
# A gap beside a Chinese character hides nothing.
_HAN_GAP = re.compile(r"(?<=[\u3400-\u9fff]) | (?=[\u3400-\u9fff])")
_WORD = "a-z0-9à-öø-ÿ"


def is_phrase(text: str) -> bool:
    """Whether there is something in it to be found."""
    return bool(re.search(r"\w", text))


def laid_bare(text: str) -> str:
    """The text as phrases are looked for in it."""
    return _HAN_GAP.sub("", _GAP.sub(" ", _INVISIBLE.sub("", normalise(text))))


class Phrases:
    """English phrases are found as whole words, or with a `*` at the end as their beginnings; Chinese ones anywhere."""

    def __init__(self, phrases: Sequence[str]) -> None:
        self._compiled = _compiled(tuple(phrases))

    def first_in(self, text: str) -> str:
        """The first phrase of the document that the text holds; empty where it holds none."""
        if not self._compiled:
            return ""
        bare = laid_bare(text)
        # A plain search first: hundreds of phrases cost microseconds, hundreds of alternatives of a pattern much more.
        return next((phrase for phrase, core, whole in self._compiled if core in bare and whole.search(bare)), "")


@lru_cache(maxsize=64)
def _compiled(phrases: tuple[str, ...]) -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    return tuple((phrase, *_search_for(phrase)) for phrase in phrases)


def _search_for(phrase: str) -> tuple[str, re.Pattern[str]]:
    bare = laid_bare(phrase).strip()
    core = bare.rstrip("*").rstrip()
    before = rf"(?<![{_WORD}])" if re.match(rf"[{_WORD}]", core) else ""
    after = rf"(?![{_WORD}])" if re.search(rf"[{_WORD}]$", core) and not bare.endswith("*") else ""
    return core, re.compile(f"{before}{re.escape(core)}{after}")
