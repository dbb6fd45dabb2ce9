"""Blocks to passages: sections stay together, sentences and table rows stay whole, questions keep their answers.

What introduces something - a table's caption, "You need:" over a list, the sentence before an example - stays with it,
and stands over every part where it has to be cut; so do a table's header and the item over nested items.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from knowledge import sentences
from knowledge.cutting import announces, cut, is_title, tokens
from knowledge.document import Block, Parsed
from knowledge.sections import Section, sections

VERSION = "2"
"""Raise it when the same blocks would give other passages: stored documents are then cut anew."""

_LEAD_SHARE = 0.5
"""A lead-in longer than this share of a passage is not repeated but is a text of its own."""
_SCRAP = 1 / 8
"""A last passage smaller than this share of the limit gets company from the passage before it."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A chunk before it has a document: `question` is what it answers, where the document says so."""

    headings: tuple[str, ...]
    text: str
    question: str = ""


@dataclass(frozen=True, slots=True)
class _Piece:
    """Text for a passage; `over` is shown above it unless a piece of the same `source` stands before it."""

    text: str
    over: str
    source: int

    @property
    def size(self) -> float:
        return tokens(self.over) + tokens(self.text)


def chunk(parsed: Parsed, limit: int) -> list[Passage]:
    """Cut a document into passages of at most about `limit` tokens; only a longer sentence or row exceeds it."""
    return [passage for section in sections(parsed.blocks) for passage in _pack(section, limit)]


def _pack(section: Section, limit: int) -> Iterator[Passage]:
    """Fill passages with whole blocks; a block that is too long alone is cut into even parts at its borders."""
    question = "\n".join(section.questions)
    budget = max(limit / 2, limit - tokens(question)) if question else float(limit)
    packed: list[list[_Piece]] = []
    size = 0.0
    for piece in _pieces(section.blocks, budget):
        if not packed or size + piece.size > budget:
            packed.append([])
            size = 0.0
        packed[-1].append(piece)
        size += piece.size
    _leave_no_scrap(packed, budget)
    for pieces in packed:
        yield Passage(section.headings, _shown(pieces), question)


def _leave_no_scrap(packed: list[list[_Piece]], budget: float) -> None:
    if len(packed) < 2 or len(packed[-2]) < 2 or sum(piece.size for piece in packed[-1]) > budget * _SCRAP:
        return
    if packed[-2][-1].size + sum(piece.size for piece in packed[-1]) <= budget:
        packed[-1].insert(0, packed[-2].pop())


def _shown(pieces: Sequence[_Piece]) -> str:
    lines: list[str] = []
    source = -1
    for piece in pieces:
        lines += [piece.over] if piece.over and piece.source != source else []
        lines.append(piece.text)
        source = piece.source
    return "\n".join(lines)


def _pieces(blocks: Sequence[Block], budget: float) -> Iterator[_Piece]:
    for first, group in _groups(blocks):
        if sum(tokens(block.text) for block in group) <= budget:
            yield _Piece("\n".join(block.text for block in group), "", first)
        else:
            yield from _apart(group, first, budget)


def _groups(blocks: Sequence[Block]) -> Iterator[tuple[int, list[Block]]]:
    """Blocks that belong together because each introduces the next, with the number of the first."""
    first = 0
    for at in range(1, len(blocks) + 1):
        if at == len(blocks) or _lead(blocks[at - 1], blocks[at]) is None:
            yield first, list(blocks[first:at])
            first = at


def _apart(group: Sequence[Block], first: int, budget: float) -> Iterator[_Piece]:
    """Each block's parts, with what introduces the block over every one of them."""
    over = ""
    for at, block in enumerate(group):
        start = _lead(block, group[at + 1]) if at + 1 < len(group) else None
        ahead = block.text[start:].strip() if start is not None else ""
        said = block.text[:start].rstrip() if start is not None else block.text
        if not said:
            ahead = f"{over}\n{ahead}" if over else ahead
        if tokens(ahead) > budget * _LEAD_SHARE:
            ahead, said = "", block.text
        if said:
            repeated = f"{over}\n{block.header}" if over and block.kind == "table" else over or block.header
            room = max(budget * _LEAD_SHARE, budget - tokens(repeated if block.kind == "table" else over))
            for part in cut(replace(block, text=said), room):
                yield _Piece(part.text, "\n".join(line for line in (over, part.over) if line), first + at)
        over = ahead


def _lead(block: Block, following: Block) -> int | None:
    """Where in a block the line or sentence starts that introduces the following block; None where none does."""
    if block.kind == "list" and announces(block.text):
        return block.text.rfind("\n") + 1
    if block.kind != "paragraph":
        return None
    start, end = sentences.spans(block.text)[-1]
    said = block.text[start:end]
    if announces(said) or following.kind in ("table", "code"):
        return start
    alone = not block.text[:start].strip() or block.text[:start].rstrip(" \t").endswith("\n")
    return start if alone and is_title(said) else None
