"""A text as rules look into it, with the way back to the characters as written.

Lower case, half width, simplified characters, straight apostrophes; one space for white space, none beside a Chinese
character; nothing invisible.
"""

import re
import unicodedata
from functools import lru_cache

from knowledge.simplified import simplify

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\ufe0f]")
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘｀`´", "'"))
_GAP = re.compile(r"\s+")
_HAN = "\u3400-\u9fff\u3000-\u3002\uff00-\uff0f"
_HAN_GAP = re.compile(rf"(?<=[{_HAN}]) | (?=[{_HAN}])")


class _Forms(dict[int, str]):
    """The folded form of each character, looked up when it first occurs."""

    def __missing__(self, code: int) -> str:
        written = chr(code)
        plain = simplify(unicodedata.normalize("NFKC", written.translate(_APOSTROPHES)).lower().translate(_APOSTROPHES))
        self[code] = "" if _INVISIBLE.match(written) else _GAP.sub(" ", plain)
        return self[code]


_FORMS = _Forms()


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """The text as it is searched."""
    if text.isascii():
        plain = text.lower().translate(_APOSTROPHES)
    else:
        plain = unicodedata.normalize("NFC", text).translate(_FORMS)
    return _HAN_GAP.sub("", _GAP.sub(" ", plain))


def place(text: str, start: int, end: int) -> tuple[int, int]:
    """Where `fold(text)[start:end]` stands in the text; the whole text where that cannot be told."""
    origins = _origins(text)
    if origins is None or not start < end <= len(origins):
        return 0, len(text)
    return origins[start][0], origins[end - 1][1]


@lru_cache(maxsize=1024)
def _origins(text: str) -> tuple[tuple[int, int], ...] | None:
    """Where each folded character comes from; None for scripts that combine in other ways."""
    written: list[tuple[str, int, int]] = []
    for start, end in _clusters(text):
        form = unicodedata.normalize("NFC", text[start:end]).translate(_FORMS)
        for one in form:
            if not (one == " " and written and written[-1][0] == " "):
                written.append((one, start, end))
    plain = "".join(one for one, _, _ in written)
    dropped = {found.start() for found in _HAN_GAP.finditer(plain)}
    kept = [one for at, one in enumerate(written) if at not in dropped]
    if "".join(one for one, _, _ in kept) != fold(text):
        return None
    return tuple((start, end) for _, start, end in kept)


def _clusters(text: str) -> list[tuple[int, int]]:
    """Each character with the marks that combine with it."""
    clusters: list[tuple[int, int]] = []
    for at, character in enumerate(text):
        if clusters and unicodedata.combining(character):
            clusters[-1] = (clusters[-1][0], at + 1)
        else:
            clusters.append((at, at + 1))
    return clusters
