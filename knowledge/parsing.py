"""Reads documents in a process of its own: a file that hangs, explodes or crashes a library harms nobody else."""

import asyncio
import contextlib
import os
import signal
import struct
import sys
from pathlib import Path

from pydantic import TypeAdapter

from knowledge.document import Parsed
from knowledge.reader import UnreadableDocument, reader_for

_LENGTH = struct.Struct(">I")
_PARSED = TypeAdapter(Parsed)
_UNREADABLE = b"U"
_GRACE_S = 10
_ROOT = str(Path(__file__).resolve().parent.parent)


class Parser:
    """One worker process, started by the first document and again after it died; documents wait for each other."""

    def __init__(self, timeout_s: float) -> None:
        self._timeout_s = timeout_s
        self._process: asyncio.subprocess.Process | None = None
        self._turn = asyncio.Lock()

    async def read(self, data: bytes, name: str) -> Parsed:
        """Parse a document off the event loop; raises `UnsupportedFormat` or `UnreadableDocument`."""
        reader_for(name)
        async with self._turn:
            try:
                async with asyncio.timeout(self._timeout_s):
                    kind, answer = await self._ask(data, name)
            except TimeoutError as error:
                await self._kill()
                raise UnreadableDocument(
                    f"{name} took longer than {self._timeout_s:.0f} s to read; split it or upload a simpler version."
                ) from error
            except (asyncio.IncompleteReadError, ConnectionError) as error:
                await self._kill()
                raise UnreadableDocument(f"{name} could not be read: it breaks the reader; export it again.") from error
            except asyncio.CancelledError:
                await self._kill()
                raise
        if kind == _UNREADABLE:
            raise UnreadableDocument(answer.decode())
        return _PARSED.validate_json(answer)

    async def close(self) -> None:
        """End the worker process."""
        async with self._turn:
            await self._kill()

    async def _ask(self, data: bytes, name: str) -> tuple[bytes, bytes]:
        process = await self._started()
        if process.stdin is None or process.stdout is None:
            raise ConnectionError("the worker has no pipes")
        title = name.encode()
        process.stdin.write(_LENGTH.pack(len(title)) + title + _LENGTH.pack(len(data)))
        process.stdin.write(data)
        await process.stdin.drain()
        kind = await process.stdout.readexactly(1)
        (length,) = _LENGTH.unpack(await process.stdout.readexactly(_LENGTH.size))
        return kind, await process.stdout.readexactly(length)

    async def _started(self) -> asyncio.subprocess.Process:
        if self._process is None or self._process.returncode is not None:
            path = os.pathsep.join(part for part in (_ROOT, os.environ.get("PYTHONPATH", "")) if part)
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "knowledge.parsing_worker",
                f"{self._timeout_s + _GRACE_S:.0f}",
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                env=os.environ | {"PYTHONPATH": path, "TURNWISE_DOCUMENT_TIMEOUT_S": str(self._timeout_s)},
                start_new_session=True,  # so that a program which a reader started ends together with it
            )
        return self._process

    async def _kill(self) -> None:
        process, self._process = self._process, None
        if process is not None and process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            await process.wait()
