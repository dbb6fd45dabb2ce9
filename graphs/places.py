"""Whether a sentence is about a place: what delivery costs there is not what it costs."""

import re
from functools import cache
from pathlib import Path

import yaml

from graphs.phrases import normalise

_LEXICON = Path(__file__).parent / "lexicons" / "talk.yaml"


def names_a_place(text: str) -> bool:
    """Whether a country, region or city of the lexicon is named, in English or Chinese."""
    return bool(_places().search(normalise(text)))


@cache
def _places() -> re.Pattern[str]:
    words = yaml.safe_load(_LEXICON.read_text(encoding="utf-8"))["kinds"]["place"]
    english = "|".join(re.escape(word) for word in words if word.isascii())
    chinese = "|".join(word for word in words if not word.isascii())
    return re.compile(rf"\b(?:{english})\b|{chinese}")
