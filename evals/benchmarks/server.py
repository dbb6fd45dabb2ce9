"""A real `turnwise serve` for benchmarks and end-to-end tests: a process of its own on a scratch data folder."""

import asyncio
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Protocol

import httpx

ADMIN_EMAIL = "bench@example.com"
ADMIN_PASSWORD = "correct-horse-battery"  # noqa: S105 - of a server that only this process reaches
START_TIMEOUT_S = 240.0
"""Some seconds on an idle machine."""
NO_LIMITS = {f"TURNWISE_{name}_RATE": "1000000/minute" for name in ("VISITOR", "ADDRESS", "SESSION", "LOGIN")}


class Process(Protocol):
    """A process that was started: what `subprocess.Popen` gives, as far as it is needed here."""

    @property
    def pid(self) -> int:
        """Its number."""

    def poll(self) -> int | None:
        """Its exit code; None while it runs."""

    def send_signal(self, sig: int) -> None:
        """Send it a signal."""

    def wait(self) -> int:
        """Wait for its end, which gives its exit code."""


Launch = Callable[[Sequence[str], Mapping[str, str], Path], Process]
"""Starts `turnwise` with these arguments, in this environment, writing to this log."""


def launch_command(arguments: Sequence[str], environment: Mapping[str, str], log: Path) -> Process:
    """Start it as a shell would: a new interpreter that imports everything."""
    with log.open("ab") as output:
        return subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, "-m", "service", *arguments],
            env={**os.environ, **environment},
            stdout=output,
            stderr=output,
        )


@dataclass
class Server:
    """A server process that can be killed and started again over the same data."""

    data: Path
    port: int
    environment: Mapping[str, str]
    launch: Launch = launch_command
    process: Process | None = None
    started_s: float = 0.0

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    async def start(self, *arguments: str) -> None:
        """Start, and return when it answers. Raises RuntimeError with its log when it does not come up."""
        started = perf_counter()
        command = ("serve", "--port", str(self.port), *arguments)
        self.process = self.launch(command, self.environment, self.data / "server.log")
        async with httpx.AsyncClient() as http:
            while perf_counter() - started < START_TIMEOUT_S and self.process.poll() is None:
                try:
                    if (await http.get(f"{self.url}/readyz")).status_code == httpx.codes.OK:
                        self.started_s = perf_counter() - started
                        return
                except httpx.TransportError:
                    pass
                await asyncio.sleep(0.02)
        raise RuntimeError(f"the server did not start:\n{(self.data / 'server.log').read_text()[-3000:]}")

    def kill(self) -> None:
        """SIGKILL: what a crash looks like."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """SIGTERM, and wait for the end."""
        self._end(signal.SIGTERM)

    def rss_mb(self) -> float:
        """Resident memory of the server in MB (from /proc, Linux only)."""
        if self.process is None:
            return 0.0
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        kilobytes = next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))
        return int(kilobytes) / 1024

    async def pending_turns(self) -> int:
        """How many turns wait for a grade."""
        async with httpx.AsyncClient(base_url=self.url, timeout=60) as http:
            return (await self._grading(http))["pending"]

    async def graded(self, timeout_s: float = 300.0) -> float:
        """Wait until nothing waits for a grade; return the seconds it took. Raises TimeoutError."""
        started = perf_counter()
        async with httpx.AsyncClient(base_url=self.url, timeout=60) as http:
            while (await self._grading(http))["pending"]:
                if perf_counter() - started > timeout_s:
                    raise TimeoutError(f"turns were still ungraded after {timeout_s:.0f} s")
                await asyncio.sleep(0.2)
        return perf_counter() - started

    async def login(self, http: httpx.AsyncClient) -> None:
        """Log this client in as the first admin."""
        credentials = {"email": ADMIN_EMAIL, "password": ADMIN_PASSWORD}
        token = (await http.post("/api/auth/login", json=credentials)).raise_for_status().json()["token"]
        http.headers["authorization"] = f"Bearer {token}"

    async def _grading(self, http: httpx.AsyncClient) -> dict[str, int]:
        if "authorization" not in http.headers:
            await self.login(http)
        groups = (await http.get("/api/kpis")).raise_for_status().json()["groups"]
        return groups[0]["kpis"]["grading"] if groups else {"pending": 0}

    def _end(self, how: signal.Signals) -> None:
        if self.process and self.process.poll() is None:
            self.process.send_signal(how)
            self.process.wait()


@asynccontextmanager
async def served(
    *arguments: str,
    environment: Mapping[str, str] | None = None,
    like: Path | None = None,
    launch: Launch = launch_command,
) -> AsyncIterator[Server]:
    """A server with the demo knowledge base in a scratch folder, ended and cleared away afterwards.

    `like` is the data folder of an earlier server to start from, of which all but the models is copied; without it
    the first start exports the models and reads the demo's documents, which takes half a minute.
    """
    with tempfile.TemporaryDirectory(prefix="turnwise-") as folder:
        data = Path(folder)
        if like is not None:
            shutil.copytree(like, data, symlinks=True, dirs_exist_ok=True)
        environment = {**scratch_environment(data), **(environment or {})}
        server = Server(data, free_port(), environment, launch)
        try:
            await server.start("--demo", *arguments)
            yield server
        finally:
            server.stop()


def scratch_environment(data: Path) -> dict[str, str]:
    """The settings of a server on a scratch folder, whose admin is known and which slows nobody down."""
    return {
        "TURNWISE_DATA": str(data),
        "TURNWISE_ADMIN_EMAIL": ADMIN_EMAIL,
        "TURNWISE_ADMIN_PASSWORD": ADMIN_PASSWORD,
        **NO_LIMITS,
    }


def free_port() -> int:
    """A port that is free at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
