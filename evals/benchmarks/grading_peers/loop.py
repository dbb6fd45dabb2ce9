"""How an evaluator in a process of its own is asked: JSON lines on stdin and stdout, a round of turns a line.

The first line out tells the systems and what each judges: `{"systems": {"name": ["metric", ...]}}`. A line in,
`{"system": name, "turns": [...]}`, is answered by the processor and wall time of judging them,
`{"cpu_s": s, "wall_s": s}`. A turn has `question`, `reply` and `passages`.
"""

import asyncio
import json
import os
import sys
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version


@dataclass(frozen=True)
class Turn:
    """What every system gets to judge."""

    question: str
    reply: str
    passages: tuple[str, ...]


Judge = Callable[[Turn], Awaitable[None]]


def serve(package: str, systems: Mapping[str, tuple[Sequence[str], Judge]]) -> None:
    """Answer until stdin ends; `systems` has, by name, what is judged and how. What libraries print goes to stderr."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    named = {f"{name} ({version(package)})": of for name, of in systems.items()}

    def tell(said: object) -> None:
        answers.write(json.dumps(said) + "\n")
        answers.flush()

    tell({"systems": {name: list(metrics) for name, (metrics, _) in named.items()}})
    asyncio.run(_answer(named, tell))


async def _answer(systems: Mapping[str, tuple[Sequence[str], Judge]], tell: Callable[[object], None]) -> None:
    for line in sys.stdin:
        asked = json.loads(line)
        judge = systems[asked["system"]][1]
        turns = [Turn(one["question"], one["reply"], tuple(one["passages"])) for one in asked["turns"]]
        wall_s, cpu_s = time.perf_counter(), time.process_time()
        for turn in turns:
            await judge(turn)
        tell({"cpu_s": time.process_time() - cpu_s, "wall_s": time.perf_counter() - wall_s})
