"""A `turnwise eval run --json` that is followed line by line, and ended when nobody wants it any more."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections import deque
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from functools import partial

import orjson

from service.storage.grading.evaluations import SuiteDone

NOTE_EVERY_S = 1.0
_LINE_BYTES = 64 * 2**20
_ENDS_S = 5.0


class CutOff(Exception):
    """The command was told to end by somebody else, as a service manager tells all processes of a service."""


Note = Callable[[int, Sequence[SuiteDone]], Awaitable[bool]]
"""Told how many playings are done and which suites; whether to go on."""


class Follower:
    """One command over these suites, by their ids, in this order; `niceness` is how far it steps back, 0 to 19."""

    def __init__(self, suites: Sequence[str], niceness: int, note: Note) -> None:
        self._suites = suites
        self._niceness = niceness
        self._note = note
        self._cases = 0
        self._runs: list[SuiteDone] = []

    async def follow(self, command: Sequence[str], environment: Mapping[str, str]) -> str | None:
        """Until it ends; what went wrong, None where every suite has been run or it was called off. Raises CutOff."""
        # A session of its own: Ctrl-C in the server's terminal is for the server, which ends the command in good order.
        process = await asyncio.create_subprocess_exec(
            *command,
            env=environment,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=PIPE,
            stderr=PIPE,
            limit=_LINE_BYTES,
            start_new_session=True,
        )
        _step_back(process.pid, self._niceness)
        told: deque[str] = deque(maxlen=20)
        listening = [asyncio.create_task(one) for one in (self._hear(process), _keep(process, told))]
        try:
            while not all(task.done() for task in listening):
                await asyncio.wait(listening, timeout=NOTE_EVERY_S, return_when=asyncio.ALL_COMPLETED)
                if not await self._note(self._cases, self._runs):
                    return None
            await asyncio.gather(*listening)
            code = await process.wait()
        finally:
            await _end(process)
            for task in listening:
                task.cancel()
            await asyncio.gather(*listening, return_exceptions=True)
        await self._note(self._cases, self._runs)
        if len(self._runs) == len(self._suites):
            return None
        if code == -signal.SIGTERM:
            raise CutOff
        return "\n".join(told).removeprefix("Error: ") or f"The command ended with {code}."

    async def _hear(self, process: Process) -> None:
        assert process.stdout  # noqa: S101 - it was asked for
        async for line in process.stdout:
            said = orjson.loads(line)
            if "case" in said:
                self._cases += 1
            else:
                self._runs.append(SuiteDone(self._suites[len(self._runs)], said["id"], said["ok"]))


def _step_back(pid: int, niceness: int) -> None:
    """Never in front of this process: only an administrator may put another one there."""
    if sys.platform != "win32":
        with suppress(ProcessLookupError):  # it has ended already
            os.setpriority(os.PRIO_PROCESS, pid, max(niceness, os.getpriority(os.PRIO_PROCESS, 0)))


async def _keep(process: Process, told: deque[str]) -> None:
    assert process.stderr  # noqa: S101 - it was asked for
    async for line in process.stderr:
        told.append(line.decode("utf-8", "replace").rstrip())


async def _end(process: Process) -> None:
    """Ask it to end, so that it leaves nothing behind; then insist."""
    for insist in (partial(process.send_signal, signal.SIGINT), process.terminate, process.kill):
        if process.returncode is not None:
            return
        with suppress(ProcessLookupError):
            insist()
        with suppress(TimeoutError):
            await asyncio.wait_for(process.wait(), _ENDS_S)
