"""Where sentences end, in English and Chinese, without being fooled by 3.5, "e.g.", initials and quotes."""

import re
from functools import lru_cache

from knowledge.wordlist import word_set

# The look-behinds let a run of stops or of white space be tried once only, from its start: 4,000 dots are read at once.
# The first look-ahead passes over letters at once: without it each of the three is tried at each of them.
_BORDER = re.compile(
    r"(?=[。！？｡….!?\s])(?:"
    r"(?P<cjk>[。！？｡]+|…{2,})(?P<cjk_close>[”’」』）》\"')\]]*)"
    r"|(?P<stop>(?<![.!?])[.!?]++|…)(?P<close>[\"'”’)\]]*)(?=\s|$|[\u3400-\u9fff])"
    r"|(?P<line>(?<!\s)\s*\n\s*))"
)
_ABBREVIATIONS = word_set(
    "mr mrs ms dr prof sr jr st vs etc e.g i.e eg ie cf al no nos fig figs vol pp ed eds inc ltd co corp dept "
    "approx est min max tel ext a.m p.m u.s u.k u.n jan feb mar apr jun jul aug sep sept oct nov dec mon tue "
    "wed thu fri sat sun ave blvd rd gen col lt sgt rev hon gov sen rep ph.d b.c a.d"
)
# These also end sentences: what follows decides.
_ENDING_ABBREVIATIONS = word_set("etc inc ltd co corp a.m p.m u.s u.k u.n jr sr al b.c a.d")
_LAST_WORD = re.compile(r"[^\W_]+(?:\.[^\W_]+)*$")
_ENUMERATION = re.compile(r"\s*\(?(?:\d{1,3}|[a-zA-Z])")


def spans(text: str) -> list[tuple[int, int]]:
    """(start, end) of every sentence in order, without the white space around it; a line's end ends a sentence."""
    found: list[tuple[int, int]] = []
    start = 0
    for match in _BORDER.finditer(text):
        if match.lastgroup == "line" or match["line"] is not None:
            if _continues(text, match.start(), match.end()):
                continue
            end = match.start()
        elif match["stop"] is not None and not _ends(text, start, match):
            continue
        else:
            end = match.end()
        _add(found, text, start, end)
        start = match.end()
    _add(found, text, start, len(text))
    return found


@lru_cache(maxsize=4096)
def split(text: str) -> tuple[str, ...]:
    """The sentences of a text."""
    return tuple(text[start:end] for start, end in spans(text))


def _add(found: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        found.append((start, end))


def _continues(text: str, before: int, after: int) -> bool:
    """A hard-wrapped line: the sentence goes on in the next line with a small letter."""
    if "\n\n" in text[before:after] or not before or after >= len(text):
        return False
    return text[after].islower() and (text[before - 1].islower() or text[before - 1] == ",")


def _ends(text: str, start: int, match: re.Match[str]) -> bool:
    rest = text[match.end() : match.end() + 80]
    following = rest.lstrip()
    if match["stop"] != ".":
        # "Really?" she said. / "Wow!..." and the like: a small letter goes on with the sentence.
        trails_off = not match["stop"].strip(".…")
        return not (following[:1].islower() and (trails_off or bool(match["close"])))
    if not following or rest.startswith("\n"):
        return True
    if following[0].islower():
        return False
    if match["close"]:
        return True
    if _ENUMERATION.fullmatch(text, start, match.start()):
        return False
    word = _LAST_WORD.search(text, max(start, match.start() - 24), match.start())
    if word is None:
        return True
    last = word.group().lower()
    if len(last) == 1 and last.isalpha() and word.group().isupper():
        return False
    if last in _ENDING_ABBREVIATIONS:
        return following[0].isupper() and last not in ("u.s", "u.k", "u.n")
    return last not in _ABBREVIATIONS
