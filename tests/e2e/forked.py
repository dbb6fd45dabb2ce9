"""`turnwise` without the seconds of imports: processes forked from one that has imported everything already."""

import multiprocessing
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from multiprocessing.context import ForkServerProcess
from pathlib import Path

_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["tests.e2e.preloaded"])


@dataclass(frozen=True)
class Forked:
    """A forked `turnwise`, as a `Process` of `evals.benchmarks.server`: real, with a number and signals of its own."""

    process: ForkServerProcess

    @property
    def pid(self) -> int:
        """Its number."""
        assert self.process.pid is not None, "it was started"
        return self.process.pid

    def poll(self) -> int | None:
        """Its exit code; None while it runs."""
        return self.process.exitcode

    def send_signal(self, sig: int) -> None:
        """Send it a signal."""
        os.kill(self.pid, sig)

    def wait(self) -> int:
        """Wait for its end, which gives its exit code."""
        self.process.join()
        assert self.process.exitcode is not None, "it has ended"
        return self.process.exitcode


def launch_forked(arguments: Sequence[str], environment: Mapping[str, str], log: Path) -> Forked:
    """Start it with these arguments, in this environment, writing to this log."""
    whole = {**os.environ, **environment}
    process = _CONTEXT.Process(target=_turnwise, args=(tuple(arguments), whole, str(log), str(Path.cwd())), daemon=True)
    process.start()
    return Forked(process)


def _turnwise(arguments: Sequence[str], environment: Mapping[str, str], log: str, folder: str) -> None:
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    output = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    os.dup2(output, sys.stdout.fileno())
    os.dup2(output, sys.stderr.fileno())
    sys.argv = ["turnwise", *arguments]
    from service.cli import main

    main()
