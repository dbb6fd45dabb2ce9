"""Tables and lists inside a passage: a row means nothing without its header, a step nothing without the others."""

import re
from collections.abc import Sequence
from typing import Literal

from knowledge.support import denies

_ITEM = re.compile(r"^\s*(?:[-*•·]\s|\d{1,2}[.)、]\s?)")
_ROW = " | "
_HAN = re.compile(r"[\u3400-\u9fff]")
_MAX_LINES = 9
_BARE = re.compile(
    r"(?:yes|no|sure|of\s+course|not\s+at\s+all|unfortunately\s+not"
    r"|是的?|不是|可以的?|不可以|不?(?:能|会|支持|需要|行)|有|没有)\s*[.!。！]?",
    re.IGNORECASE,
)
_NEXT = re.compile(r"[^\n]+?(?:[.!?](?=\s|$)|[。！？]|$)", re.MULTILINE)

Kind = Literal["table", "list"]


def is_own_line(text: str) -> bool:
    """Whether the text is a list item or a table row, or several of them."""
    return _ROW in text or bool(_ITEM.match(text)) or "\n" in text


def with_structure(text: str, start: int, end: int) -> str:
    """text[start:end] with what it needs to be understood: the row with its table's header, an item with its list.

    A header stands for its table, and a sentence that ends with a colon for what it introduces. Of what is very long
    the first lines are taken.
    """
    lines = [(match.start(), match.end()) for match in re.finditer(r"[^\n]+", text)]
    here = next((n for n, (begin, finish) in enumerate(lines) if begin <= start < finish), None)
    sentence = text[start:end]
    if here is None:
        return sentence
    kinds = [_kind(text[begin:finish]) for begin, finish in lines]
    introduces = kinds[here] is None and sentence.endswith((":", "：")) and here + 1 < len(lines)
    first, last = _block(kinds, here + 1 if introduces else here)
    block = [text[begin:finish].strip() for begin, finish in lines[first : last + 1]][:_MAX_LINES]
    match kinds[here + 1] if introduces else kinds[here]:
        case None:
            return sentence
        case "table" if not introduces and here > first:
            return f"{block[0]}\n{text[lines[here][0] : lines[here][1]].strip()}"
        case "list" if not introduces and here >= first + _MAX_LINES:
            return sentence
        case _:
            return "\n".join((sentence, *block) if introduces else block)


def with_its_reason(text: str, start: int, end: int) -> str:
    """text[start:end], and where that is a bare "No." the sentence behind it: alone it would answer any question."""
    sentence = text[start:end]
    follows = _NEXT.match(text, end) if _BARE.fullmatch(sentence.strip()) else None
    return sentence + follows.group().rstrip() if follows else sentence


def heading_over(block: str, text: str, headings: Sequence[str]) -> str:
    """The heading over a list that opens its text, with a colon, where it says what is not so; empty for any other.

    "What cannot be returned" tells of its items what none of them does. A question heads its answer, and says nothing.
    """
    heading = headings[-1].strip().rstrip(":：") if headings else ""
    opens = bool(_ITEM.match(block)) and text.lstrip().startswith(block)
    if not opens or not denies(heading) or heading.endswith(("?", "？")):
        return ""
    return f"{heading}{'：' if _HAN.search(heading) else ':'}"


def _kind(line: str) -> Kind | None:
    return "table" if _ROW in line else "list" if _ITEM.match(line) else None


def _block(kinds: Sequence[Kind | None], here: int) -> tuple[int, int]:
    """The first and the last of the lines of the same kind around this one."""
    first = last = here
    while first > 0 and kinds[first - 1] == kinds[here]:
        first -= 1
    while last + 1 < len(kinds) and kinds[last + 1] == kinds[here]:
        last += 1
    return first, last
