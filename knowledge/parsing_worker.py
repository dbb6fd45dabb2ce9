"""The process behind `knowledge.parsing`: documents come in on stdin, blocks go out on stdout, one at a time."""

import contextlib
import resource
import signal
import struct
import sys
from typing import BinaryIO

from pydantic import TypeAdapter

from knowledge.document import Parsed
from knowledge.reader import UnreadableDocument, read

_LENGTH = struct.Struct(">I")
_PARSED = TypeAdapter(Parsed)
_MEMORY_BYTES = 3_000_000_000


def main() -> None:
    """Serve until stdin closes."""
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # whatever a library prints must not get between the answers
    with contextlib.suppress(ValueError, OSError):  # not every system has this limit
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
    alarm_s = int(sys.argv[1]) if len(sys.argv) > 1 else 0
    while (name := _receive(requests)) is not None:
        data = _receive(requests)
        if data is None:
            return
        # The parent ends this process at its time limit; should the parent be gone, it ends itself.
        signal.alarm(alarm_s)
        kind, answer = _answer(data, name.decode())
        signal.alarm(0)
        answers.write(kind + _LENGTH.pack(len(answer)) + answer)
        answers.flush()


def _answer(data: bytes, name: str) -> tuple[bytes, bytes]:
    try:
        return b"R", _PARSED.dump_json(read(data, name))
    except UnreadableDocument as error:
        return b"U", str(error).encode()
    except MemoryError:
        return b"U", f"{name} needs too much memory to read; split it into smaller files.".encode()
    except Exception as error:  # noqa: BLE001 - libraries raise anything over a malformed file
        print(f"reading {name!r} failed: {error!r}", file=sys.stderr)  # noqa: T201 - this process's log
        return b"U", f"{name} is damaged and cannot be read; export it again.".encode()


def _receive(stream: BinaryIO) -> bytes | None:
    header = stream.read(_LENGTH.size)
    return stream.read(_LENGTH.unpack(header)[0]) if len(header) == _LENGTH.size else None


if __name__ == "__main__":
    main()
