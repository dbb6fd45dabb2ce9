"""JSON Lines: one FAQ entry, text or record on each line."""

import json

from knowledge import records
from knowledge.decoding import decode
from knowledge.document import Block, Parsed
from knowledge.reader import Reader, UnreadableDocument


def read(data: bytes, name: str) -> Parsed:
    """Each line's blocks; a broken line is named, so that it can be corrected."""
    values: list[object] = []
    for number, line in enumerate(decode(data, name).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            values.append(json.loads(line))
        except ValueError as error:
            why = error.msg if isinstance(error, json.JSONDecodeError) else "a number is too long"
            raise UnreadableDocument(f"{name}: line {number} is no valid JSON ({why}); correct that line.") from error
        except RecursionError as error:
            raise UnreadableDocument(f"{name}: line {number} is nested too deeply; write it more simply.") from error
    if (faqs := records.entries(values)) is not None:
        return Parsed(None, tuple(faqs))
    blocks: list[Block] = [block for value in values for block in records.blocks(value)]
    return Parsed(None, tuple(blocks))


reader = Reader(suffixes=(".jsonl", ".ndjson"), media_types=("application/jsonl", "application/x-ndjson"), read=read)
