"""A directory that belongs to one process for as long as it lives, and what is known of its contents."""

import fcntl
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ValidationError

_MAX_SLOTS = 256


class _State(BaseModel):
    fingerprint: str
    sequence: int


@dataclass(slots=True)
class Replica:
    """`TURNWISE_DATA/index/replica-N`, leased by a lock that the system lets go when the process ends, however it does.

    `sequence` is the last change that is safely on its disk.
    """

    folder: Path
    fingerprint: str
    sequence: int
    _lock: int

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
        return self.folder / "shard"

    def record(self, sequence: int) -> None:
        """Write down that everything up to this change is on disk; call it after it is."""
        state = _State(fingerprint=self.fingerprint, sequence=sequence).model_dump_json()
        scratch = self.folder / "state.json.new"
        with scratch.open("w") as file:
            file.write(state)
            file.flush()
            os.fsync(file.fileno())
        scratch.replace(self.folder / "state.json")
        self.sequence = sequence

    def clear(self) -> None:
        """Throw the contents away, the note of them first."""
        (self.folder / "state.json").unlink(missing_ok=True)
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.sequence = 0

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
        else:
            self.sequence = state.sequence
