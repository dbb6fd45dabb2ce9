"""Plain text: paragraphs between blank lines, lists by their bullets; any encoding that can be told."""

import re

from knowledge.decoding import decode
from knowledge.document import Block, Parsed
from knowledge.lines import unwrap
from knowledge.reader import Reader

_ITEM = re.compile(r"\s*(?:[-*•·●]|\(?\d{1,3}[.)、]|[一二三四五六七八九十]{1,3}、)\s*\S")


def read(data: bytes, name: str) -> Parsed:
    """Paragraphs and lists; hard-wrapped lines are joined."""
    text = decode(data, name)
    blocks = [_block(part) for part in re.split(r"\n\s*\n", text) if part.strip()]
    return Parsed(None, tuple(blocks))


def _block(part: str) -> Block:
    lines = [line.strip() for line in part.splitlines() if line.strip()]
    if sum(bool(_ITEM.match(line)) for line in lines) >= max(1, len(lines) // 2) and len(lines) > 1:
        return Block("list", "\n".join(lines))
    return Block("paragraph", unwrap(lines))


reader = Reader(suffixes=(".txt", ".text", ".log"), media_types=("text/plain",), read=read)
