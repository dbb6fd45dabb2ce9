"""What judges turns in the benchmark of grading: Turnwise's graders here, others in processes of their own."""

import asyncio
import json
import os
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Protocol

from evals.benchmarks.graded_set import Case
from evals.benchmarks.grading_peers import MODULES
from evals.benchmarks.lines_graded import lines_graded
from evals.judge import load_graders
from graphs.evaluator.graph import build_evaluator
from knowledge.embed import Embedder
from knowledge.encoder import Encoder

_LIMIT = 64_000_000
_QUIET = {"DEEPEVAL_TELEMETRY_OPT_OUT": "1", "RAGAS_DO_NOT_TRACK": "true", "DEEPEVAL_UPDATE_WARNING_OPT_OUT": "1"}


@dataclass(frozen=True, slots=True)
class Spent:
    """What it took to judge a round, in seconds, and how many judgements that gave."""

    cpu_s: float
    wall_s: float
    given: int


class System(Protocol):
    """One way to judge turns."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def judgements(self) -> Sequence[str]:
        """What it says of each turn."""

    async def judge(self, cases: Sequence[Case]) -> Spent:
        """Judge them all, one after another."""


class Graders:
    """Turnwise's graders that ask no model, in both stages, in this process; all of them, or those in `only`."""

    def __init__(self, encoders: Sequence[Encoder], only: Sequence[str] = ()) -> None:
        self._encoders = encoders
        self._evaluator = build_evaluator([one for one in load_graders() if not one.asks_model])
        self.judgements = tuple(only or self._evaluator.graders)
        self.name = f"Turnwise, {' and '.join(only)}" if only else "Turnwise"

    async def judge(self, cases: Sequence[Case]) -> Spent:
        """As `turnwise grade` does; only the vector of each question is known, as the search has made it.

        A grader that has nothing to say of a turn ("not applicable") gives no judgement.
        """
        embedder = Embedder(*self._encoders)  # which remembers nothing of earlier rounds
        for case in cases:
            await embedder.meaning(case.question)
        lines = [json.dumps({"id": at, **case.line}, ensure_ascii=False) for at, case in enumerate(cases)]
        wall_s, cpu_s = time.perf_counter(), time.process_time()
        given = 0
        async for line in lines_graded(lines, self._evaluator, embedder, self.judgements):
            given += sum(one.grade.score is not None for one in line.grades)
        return Spent(time.process_time() - cpu_s, time.perf_counter() - wall_s, given)


class Peer:
    """One system of an evaluator in a process of its own."""

    def __init__(self, name: str, judgements: Sequence[str], process: asyncio.subprocess.Process) -> None:
        self.name = name
        self.judgements = judgements
        self._process = process

    async def judge(self, cases: Sequence[Case]) -> Spent:
        """Raises RuntimeError where it ended."""
        turns = [{"question": one.question, "reply": one.reply, "passages": one.line["context"]} for one in cases]
        if self._process.stdin is None:
            raise RuntimeError("the process was started without a way to ask it")
        self._process.stdin.write(json.dumps({"system": self.name, "turns": turns}).encode() + b"\n")
        return Spent(**await _said(self._process), given=len(self.judgements) * len(cases))


@asynccontextmanager
async def peers_of(python: str) -> AsyncIterator[Sequence[Peer]]:
    """The systems of those evaluators that this interpreter has.

    Raises RuntimeError where it has none, or one does not start, and OSError where it is none.
    """
    found, processes = list[Peer](), list[asyncio.subprocess.Process]()
    try:
        for package, module in MODULES.items():
            has = f"import importlib.util, sys; sys.exit(importlib.util.find_spec({package!r}) is None)"
            if await (await asyncio.create_subprocess_exec(python, "-c", has)).wait():
                continue
            processes.append(await _started(python, module))
            told = await _said(processes[-1])
            found += [Peer(name, judged, processes[-1]) for name, judged in told["systems"].items()]
        if not found:
            raise RuntimeError(f"{python} has none of {', '.join(MODULES)}")
        yield found
    finally:
        for process in processes:
            if process.stdin is not None:
                process.stdin.close()
            await process.wait()


async def _started(python: str, module: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        python,
        "-m",
        f"evals.benchmarks.grading_peers.{module}",
        env={**os.environ, **_QUIET},
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        limit=_LIMIT,
    )


async def _said(process: asyncio.subprocess.Process) -> Mapping[str, Any]:
    line = await process.stdout.readline() if process.stdout else b""
    if not line:
        raise RuntimeError(f"the evaluator ended with {await process.wait()}")
    said: Mapping[str, Any] = json.loads(line)
    return said
