"""A directory that belongs to one process for as long as it lives, and what is known of its contents."""

import fcntl
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ValidationError

_MAX_SLOTS = 256
_SHARDS = ("shard", "shard-2")
"""One is in use, in the other its successor may be made."""


class _State(BaseModel):
    fingerprint: str
    sequence: int
    shard: str = _SHARDS[0]
    ungraphed: int = 0


@dataclass(slots=True)
class Replica:
    """`TURNWISE_DATA/index/replica-N`, leased by a lock that the system lets go when the process ends, however it does.

    `sequence` is the last change that is safely on its disk, `ungraphed` how many vectors came in since the engine last
    built its graph.
    """

    folder: Path
    fingerprint: str
    sequence: int
    _lock: int
    ungraphed: int = 0
    _shard: str = _SHARDS[0]

    @classmethod
    def lease(cls, root: Path, fingerprint: str) -> Self:
        """Take the first free slot; what another fingerprint left in it is thrown away."""
        root.mkdir(parents=True, exist_ok=True)
        for number in range(_MAX_SLOTS):
            lock = os.open(root / f"replica-{number}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                os.close(lock)
                continue
            replica = cls(root / f"replica-{number}", fingerprint, 0, lock)
            replica._recall()
            return replica
        raise RuntimeError(f"all {_MAX_SLOTS} index replicas under {root} are in use")

    @property
    def shard(self) -> Path:
        """Where the engine's files are."""
        return self.folder / self._shard

    @property
    def successor(self) -> Path:
        """Where the files may be made that replace them."""
        return self.folder / next(name for name in _SHARDS if name != self._shard)

    def copy(self) -> None:
        """Begin the successor as a copy; nothing may be written meanwhile."""
        shutil.rmtree(self.successor, ignore_errors=True)
        shutil.copytree(self.shard, self.successor)

    def succeed(self, sequence: int, ungraphed: int) -> Path:
        """The successor, on disk up to this change, is the shard from now on; return what it replaces."""
        old, self._shard = self.shard, self.successor.name
        self.record(sequence, ungraphed)
        return old

    def record(self, sequence: int, ungraphed: int = 0) -> None:
        """Write down that everything up to this change is on disk; call it after it is."""
        state = _State(
            fingerprint=self.fingerprint, sequence=sequence, shard=self._shard, ungraphed=ungraphed
        ).model_dump_json()
        scratch = self.folder / "state.json.new"
        with scratch.open("w") as file:
            file.write(state)
            file.flush()
            os.fsync(file.fileno())
        scratch.replace(self.folder / "state.json")
        self.sequence = sequence
        self.ungraphed = ungraphed

    def clear(self) -> None:
        """Throw the contents away, the note of them first."""
        (self.folder / "state.json").unlink(missing_ok=True)
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.sequence = self.ungraphed = 0
        self._shard = _SHARDS[0]

    def release(self) -> None:
        """Give the slot to the next process."""
        os.close(self._lock)

    def _recall(self) -> None:
        try:
            state = _State.model_validate_json((self.folder / "state.json").read_bytes())
        except (OSError, ValidationError):
            self.clear()
            return
        if state.fingerprint != self.fingerprint:
            self.clear()
            return
        self.sequence, self.ungraphed = state.sequence, state.ungraphed
        self._shard = state.shard if state.shard in _SHARDS else _SHARDS[0]
        shutil.rmtree(self.successor, ignore_errors=True)  # a process was killed while it made it
