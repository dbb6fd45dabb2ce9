"""Workers that are killed and started again, as crashes and deployments do it."""

import signal
from collections.abc import Mapping
from pathlib import Path

from evals.benchmarks.server import Launch, Process

_LOG_TAIL = 3_000


class Workers:
    """`turnwise worker` processes in this environment. `killed` counts those that were ended by SIGKILL."""

    def __init__(self, environment: Mapping[str, str], launch: Launch, log: Path) -> None:
        self._environment = environment
        self._launch = launch
        self._log = log
        self._running: list[Process] = []
        self.killed = 0

    def start(self, count: int = 1) -> None:
        """Start so many more."""
        self._running += [self._launch(("worker",), self._environment, self._log) for _ in range(count)]

    def check(self) -> None:
        """Raises RuntimeError with the log where one has ended by itself."""
        if any(process.poll() is not None for process in self._running):
            raise RuntimeError(f"a worker has ended by itself:\n{self._log.read_text()[-_LOG_TAIL:]}")

    def kill(self, places: list[int]) -> None:
        """SIGKILL those at these places, and start others in their stead."""
        for place in places:
            process = self._running[place]
            process.send_signal(signal.SIGKILL)
            process.wait()
            self._running[place] = self._launch(("worker",), self._environment, self._log)
            self.killed += 1

    def stop(self) -> None:
        """SIGTERM for all, and wait for their end."""
        for process in self._running:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
        for process in self._running:
            process.wait()
        self._running.clear()
