"""Vectors on disk, so that several benchmarks embed the same public sets once.

Embedding is most of what the measurements of quality take. A vector is found by its model (whose id holds the digest of
the weights), the way it was made, and its text; the file lies in the machine's folder for what may be lost.
"""

import hashlib
import sqlite3
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]

_TOGETHER = 500
_WAIT_S = 60.0


class KeptVectors:
    """A SQLite file that several processes and threads may use at once."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with closing(self._open()) as database, database:
            database.execute("PRAGMA journal_mode = WAL")
            database.execute("CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB) WITHOUT ROWID")

    @classmethod
    def shared(cls) -> Self:
        """The one of this machine."""
        return cls(Path(tempfile.gettempdir(), "turnwise-benchmark-vectors.sqlite"))

    def known(self, way: str, texts: Sequence[str]) -> dict[str, Vectors]:
        """The vectors of those texts that were embedded this way before."""
        by_key = {_key(way, text): text for text in texts}
        keys, found = list(by_key), dict[str, Vectors]()
        with closing(self._open()) as database:
            for at in range(0, len(keys), _TOGETHER):
                part = keys[at : at + _TOGETHER]
                marks = ",".join("?" * len(part))
                rows = database.execute(f"SELECT key, vector FROM vectors WHERE key IN ({marks})", part)  # noqa: S608
                found |= {by_key[key]: np.frombuffer(vector, dtype=np.float32) for key, vector in rows}
        return found

    def keep(self, way: str, vectors: Mapping[str, Vectors]) -> None:
        """Remember the vectors of texts that were embedded this way."""
        rows = [(_key(way, text), np.asarray(vector, dtype=np.float32).tobytes()) for text, vector in vectors.items()]
        with closing(self._open()) as database, database:
            database.executemany("INSERT OR IGNORE INTO vectors VALUES (?, ?)", rows)

    def _open(self) -> sqlite3.Connection:
        return sqlite3.connect(self._path, timeout=_WAIT_S)


def _key(way: str, text: str) -> bytes:
    return hashlib.sha256(f"{way}\0{text}".encode()).digest()
