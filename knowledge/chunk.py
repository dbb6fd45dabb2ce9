"""Blocks to passages: sections stay together, sentences and table rows stay whole, questions keep their answers."""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from knowledge import sentences
from knowledge.document import Block, Parsed

VERSION = "1"
"""Raise it when the same blocks would give other passages: stored documents are cut anew then."""

_HAN = re.compile(r"[\u3040-\u9fff\uac00-\ud7af]")
_WORD = re.compile(r"[^\W\u3040-\u9fff\uac00-\ud7af]+")
_QUESTION_END = re.compile(r"[?？][\"'”’」』）)\]]*$")
_QUESTION_START = re.compile(
    r"(?:what|when|where|who|whom|whose|why|which|how|can|could|do|does|did|is|are|was|were|will|would|should|may)\b",
    re.IGNORECASE,
)
_QUESTION_ZH = re.compile(r"怎么|怎样|如何|什么|为何|为什么|是否|能否|可否|哪些|哪里|哪个|多少|多久|几天|吗$|呢$")
_ASKED = re.compile(r"(?:Q(?:uestion)?\s*\d*|问题?\s*\d*)\s*[:：.]\s*(?=\S)", re.IGNORECASE)
_NUMBERING = re.compile(r"(?:[QＱ]?\d+(?:\.\d+)*[.、)]?|第[一二三四五六七八九十\d]+[章节条])\s+")
_LONGEST_QUESTION = 300


@dataclass(frozen=True, slots=True)
class Passage:
    """A chunk before it has a document: `question` is what it answers, where the document says so."""

    headings: tuple[str, ...]
    text: str
    question: str = ""


@dataclass(slots=True)
class _Section:
    headings: tuple[str, ...]
    questions: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)


def tokens(text: str) -> float:
    """The size of a text: a word counts one, a Chinese character a half."""
    return len(_WORD.findall(text)) + len(_HAN.findall(text)) / 2


def is_question(heading: str) -> bool:
    """Whether a heading asks something, with or without its question mark."""
    plain = _NUMBERING.sub("", heading.strip(), count=1)
    if _QUESTION_END.search(plain):
        return True
    return bool(_QUESTION_ZH.search(plain) or (_QUESTION_START.match(plain) and len(plain.split()) > 2))


def chunk(parsed: Parsed, limit: int) -> list[Passage]:
    """Cut a document into passages of at most about `limit` tokens; only a longer sentence or row exceeds it."""
    return [passage for section in _sections(parsed.blocks) for passage in _pack(section, limit)]


def _sections(blocks: Sequence[Block]) -> Iterator[_Section]:
    """A heading opens a section, and so does a question that stands by itself. Questions in a row belong together."""
    path: list[Block] = []
    section = _Section(())
    for block in blocks:
        if block.kind == "heading":
            asked = is_question(block.text)
            carried = section.questions if asked and not section.blocks else []
            if not carried:
                yield from _closed(section, path, block.level)
            path = [heading for heading in path if heading.level < block.level] + [block]
            section = _Section(tuple(heading.text for heading in path), [*carried, *([block.text] if asked else [])])
            continue
        questions, rest = _asked(block)
        if questions and section.blocks:
            yield section
            section = _Section(section.headings)
        section.questions += questions
        if rest is not None:
            section.blocks.append(rest)
    yield from _closed(section, path, 0)


def _closed(section: _Section, path: list[Block], next_level: int) -> Iterator[_Section]:
    """A heading without a text of its own is kept as a passage, unless its sub-sections carry it on."""
    if section.blocks:
        yield section
    elif (path and next_level <= path[-1].level) or (not path and section.questions):
        text = "\n".join(section.questions) or path[-1].text
        yield _Section(section.headings, [], [Block("paragraph", text)])


def _asked(block: Block) -> tuple[list[str], Block | None]:
    """The questions that open a block, and what is left of it."""
    if block.kind == "faq":
        return [block.header], Block("paragraph", block.text) if block.text.strip() else None
    if block.kind != "paragraph":
        return [], block
    lines = block.text.split("\n")
    count = 0
    while count < len(lines) and _asks(lines[count]):
        count += 1
    rest = "\n".join(lines[count:])
    return [line.strip() for line in lines[:count]], Block("paragraph", rest) if rest.strip() else None


def _asks(line: str) -> bool:
    line = line.strip()
    if len(line) > _LONGEST_QUESTION:
        return False
    if _ASKED.match(line):
        return True
    return bool(_QUESTION_END.search(line)) and all(_QUESTION_END.search(part) for part in sentences.split(line))


def _pack(section: _Section, limit: int) -> Iterator[Passage]:
    """Fill passages with whole blocks; a block that is too long alone is cut into even parts at its borders."""
    question = "\n".join(section.questions)
    budget = max(limit / 2, limit - tokens(question)) if question else float(limit)
    held: list[str] = []
    size = 0.0
    for piece in (piece for block in section.blocks for piece in _cut(block, budget)):
        length = tokens(piece)
        if held and size + length > budget:
            yield Passage(section.headings, "\n".join(held), question)
            held, size = [], 0.0
        held.append(piece)
        size += length
    if held:
        yield Passage(section.headings, "\n".join(held), question)


def _cut(block: Block, limit: float) -> list[str]:
    size = tokens(block.text)
    if size <= limit:
        return [block.text]
    borders = sentences.spans(block.text) if block.kind == "paragraph" else _lines(block.text)
    header = block.header if block.kind == "table" else ""
    if header:
        borders = borders[1:]
    share = size / math.ceil(size / limit)
    parts: list[str] = []
    start, held = 0, 0.0
    for at, (begin, end) in enumerate(borders):
        length = tokens(block.text[begin:end])
        if (at > start and held + length > limit * 1.001) or (at > start and held >= share):
            parts.append(block.text[borders[start][0] : borders[at - 1][1]])
            start, held = at, 0.0
        held += length
    if borders:
        parts.append(block.text[borders[start][0] : borders[-1][1]])
    return [f"{header}\n{part}" for part in parts] if header else parts


def _lines(text: str) -> list[tuple[int, int]]:
    """A list's items with what is indented under them, or single lines of tables and code."""
    return [(match.start(), match.end()) for match in re.finditer(r"[^\n]+", text) if match.group().strip()]
