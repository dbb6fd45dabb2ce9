"""Vectors as the database keeps them: a chunk's in full, its sentences' in 8 bits with a scale a row."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge.document import Vectors

_SCALE_BYTES = 4


def whole_bytes(vectors: Vectors) -> bytes:
    """The chunk's vector, little-endian float32."""
    return vectors.whole.astype("<f4").tobytes()


def parts_bytes(vectors: Vectors) -> bytes | None:
    """Row by row a float32 scale and signed bytes; None where there are no parts. The cosine is off by under 0.002."""
    if not len(vectors.parts):
        return None
    scales = np.maximum(np.abs(vectors.parts).max(axis=1), 1e-12) / 127
    rows = np.rint(vectors.parts / scales[:, None]).astype(np.int8)
    return b"".join(scale.astype("<f4").tobytes() + row.tobytes() for scale, row in zip(scales, rows, strict=True))


def read_vectors(whole: bytes | None, parts: bytes | None, space: int, asked: bool) -> Vectors | None:
    """What the two made of it; None where there is no vector. `asked`: the parts are questions that it answers."""
    if whole is None:
        return None
    vector = np.frombuffer(whole, dtype="<f4")
    return Vectors(vector, _parts(parts, len(vector)), space, asked)


def read_all(stored: Sequence[tuple[bytes | None, bytes | None, int, bool]]) -> list[Vectors | None]:
    """The same for many rows (whole, parts, space, asked), the parts of all in one go where they are as wide."""
    widths = {len(whole) for whole, *_ in stored if whole is not None}
    if len(widths) != 1:
        return [read_vectors(*one) for one in stored]
    width = widths.pop() // _SCALE_BYTES
    rows = _parts(b"".join(parts or b"" for _, parts, *_ in stored), width)
    at, found = 0, list[Vectors | None]()
    for whole, parts, space, asked in stored:
        count = len(parts or b"") // (_SCALE_BYTES + width)
        vector = None if whole is None else np.frombuffer(whole, dtype="<f4")
        found.append(None if vector is None else Vectors(vector, rows[at : at + count], space, asked))
        at += count
    return found


def _parts(stored: bytes | None, width: int) -> NDArray[np.float32]:
    if stored is None:
        return np.empty((0, width), dtype=np.float32)
    rows = np.frombuffer(stored, dtype=np.uint8).reshape(-1, _SCALE_BYTES + width)
    scales = np.ascontiguousarray(rows[:, :_SCALE_BYTES]).view("<f4")
    return np.asarray(rows[:, _SCALE_BYTES:].view(np.int8).astype(np.float32) * scales, dtype=np.float32)
