"""Whatever happens to a file on its way, its reader gives blocks or a sentence: never a traceback."""

import random

from knowledge.reader import UnreadableDocument, read


def _outcome(data: bytes, name: str) -> str:
    try:
        return "read" if read(data, name).blocks else "empty"
    except UnreadableDocument as error:
        return "refused" if len(str(error)) > 20 else "refused without a sentence"


def test_a_sound_file_is_read(sample: tuple[str, bytes]) -> None:
    name, data = sample
    assert _outcome(data, name) == "read"


def test_a_file_cut_off_anywhere_is_read_or_refused(sample: tuple[str, bytes]) -> None:
    name, data = sample
    outcomes = {_outcome(data[: len(data) * part // 40], name) for part in range(40)}
    assert outcomes <= {"read", "refused"}


def test_a_file_with_changed_bytes_is_read_or_refused(sample: tuple[str, bytes]) -> None:
    name, data = sample
    chance = random.Random(7)
    for _ in range(60):
        changed = bytearray(data)
        for _ in range(chance.choice((1, 3, 20))):
            changed[chance.randrange(len(changed))] = chance.randrange(256)
        assert _outcome(bytes(changed), name) in ("read", "refused")
