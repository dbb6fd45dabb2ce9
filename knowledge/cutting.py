"""Long blocks to parts at their borders: between sentences, list items, table rows or lines of code."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge import sentences
from knowledge.document import Block

_HAN = re.compile(r"[\u3040-\u9fff\uac00-\ud7af]")
_WORD = re.compile(r"[^\W\u3040-\u9fff\uac00-\ud7af]+")
_LINE = re.compile(r"[^\n]*\S[^\n]*")
_INDENT = re.compile(r"[ \t]*")
_ITEM = re.compile(r"\s*(?:[-*•·●]\s|\(?\d{1,3}[.)、]|[一二三四五六七八九十]{1,3}、)")
_SENTENCE_END = re.compile(r"[.!?。！？;；,，…|][\"'”’)）」』\]]*$")
_LONGEST_TITLE = 60
_REPEATED = 0.5
"""What is repeated over every part takes at most this share of it."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a block. `over` is what stands over it in the block - a table's header, the item that it is under -
    where the piece begins below it; empty where the piece itself begins with that."""

    text: str
    over: str = ""


@dataclass(frozen=True, slots=True)
class _Atom:
    start: int
    end: int
    over: str = ""


def tokens(text: str) -> float:
    """The size of a text: a word counts one, a Chinese character a half."""
    return len(_WORD.findall(text)) + len(_HAN.findall(text)) / 2


def announces(line: str) -> bool:
    """Whether a line says that something follows: it ends in a colon."""
    return line.rstrip().endswith((":", "："))


def is_title(line: str) -> bool:
    """Whether a line of its own reads like a heading that its document does not mark as one."""
    line = line.strip()
    return 0 < len(line) <= _LONGEST_TITLE and not _SENTENCE_END.search(line) and not _ITEM.match(line)


def cut(block: Block, limit: float) -> list[Part]:
    """The whole block where it fits, else parts of about the same size, of at most `limit` tokens.

    Only a sentence or row that is longer alone makes a longer part. Parts and what lies over them leave out no word.
    """
    size = tokens(block.text)
    if size <= limit:
        return [Part(block.text)]
    atoms = list(_atoms(block, limit))
    share = size / math.ceil(size / limit)
    parts: list[Part] = []
    first, held = 0, tokens(atoms[0].over) if atoms else 0.0
    for at, atom in enumerate(atoms):
        length = tokens(block.text[atom.start : atom.end])
        if at > first and (held + length > limit * 1.001 or held >= share):
            border = _border(block, atoms, first, at)
            parts.append(_part(block, atoms[first:border]))
            first = border
            held = tokens(atoms[first].over) + sum(tokens(block.text[a.start : a.end]) for a in atoms[first:at])
        held += length
    return [*parts, _part(block, atoms[first:])] if atoms else parts


def _part(block: Block, atoms: list[_Atom]) -> Part:
    return Part(block.text[atoms[0].start : atoms[-1].end], atoms[0].over)


def _border(block: Block, atoms: list[_Atom], first: int, at: int) -> int:
    """No part ends with a line that announces what follows, unless it has nothing else."""
    border = at
    while border - 1 > first and _leads(block, atoms, border - 1):
        border -= 1
    return at if border - 1 == first and _leads(block, atoms, first) else border


def _leads(block: Block, atoms: list[_Atom], at: int) -> bool:
    said = block.text[atoms[at].start : atoms[at].end]
    if block.kind not in ("paragraph", "list"):
        return False
    if announces(said):
        return True
    before, after = block.text[: atoms[at].start].rstrip(" \t"), block.text[atoms[at].end :].lstrip(" \t")
    return block.kind == "paragraph" and (not before or before[-1] == "\n") and after[:1] == "\n" and is_title(said)


def _atoms(block: Block, limit: float) -> Iterator[_Atom]:
    if block.kind == "paragraph":
        yield from (_Atom(start, end) for start, end in sentences.spans(block.text))
        return
    lines = [(match.start(), match.end()) for match in _LINE.finditer(block.text)]
    if block.kind == "list":
        yield from _items(block.text, lines, limit)
        return
    header = block.header if block.kind == "table" else ""
    if header and block.text[slice(*lines[0])].strip() == header.strip():
        yield from (_Atom(start, end, header if at else "") for at, (start, end) in enumerate(lines))
        return
    yield from (_Atom(start, end) for start, end in lines)


def _items(text: str, lines: list[tuple[int, int]], limit: float) -> Iterator[_Atom]:
    """Items with what is indented under them; a long item by its lines, each with the item that it is under."""
    least = min(_indent(text, line) for line in lines)
    tops = [at for at, line in enumerate(lines) if _indent(text, line) == least or not at]
    for top, following in zip(tops, [*tops[1:], len(lines)], strict=True):
        start, end = lines[top][0], lines[following - 1][1]
        if tokens(text[start:end]) <= limit:
            yield _Atom(start, end)
            continue
        above: list[tuple[int, int]] = []
        for line in lines[top:following]:
            above = [other for other in above if _indent(text, other) < _indent(text, line)]
            over = "\n".join(text[begin:stop] for begin, stop in above)
            over = over if tokens(over) <= limit * _REPEATED else ""
            pieces = [line] if tokens(text[slice(*line)]) <= limit else _within(text, line)
            yield from (_Atom(begin, stop, over) for begin, stop in pieces)
            above.append(line)


def _indent(text: str, line: tuple[int, int]) -> int:
    match = _INDENT.match(text, *line)
    return match.end() - line[0] if match else 0


def _within(text: str, line: tuple[int, int]) -> list[tuple[int, int]]:
    start, end = line
    return [(start + begin, start + stop) for begin, stop in sentences.spans(text[start:end])] or [line]
