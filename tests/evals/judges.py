"""Judges in front of a server that answers as told, with what they remember and may spend kept in the process."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from evals.judging.build import judge_graders
from evals.judging.ledger import Judgement, Reservation
from evals.judging.loading import load_judges
from evals.judging.settings import JudgeSettings
from graphs.evaluator.grader import Grade, Grader, GradingContext
from graphs.settings import GraphSettings
from graphs.turn import Usage
from tests.judge_server import JudgeServer, judging


@dataclass
class MemoryLedger:
    """What a database would keep; `limit` None is no budget."""

    limit: int | None = None
    spent: int = 0
    reserved: list[int] = field(default_factory=list)
    usages: list[Usage] = field(default_factory=list)
    kept: dict[str, Judgement] = field(default_factory=dict)

    async def find(self, key: str) -> Judgement | None:
        return self.kept.get(key)

    async def reserve(self, tokens: int) -> Reservation | None:
        if self.limit is not None and self.spent + tokens > self.limit:
            return None
        self.spent += tokens
        self.reserved.append(tokens)
        return Reservation("2025-01-01", tokens)

    async def settle(self, reserved: Reservation, usage: Usage) -> None:
        self.spent += usage.input_tokens + usage.output_tokens - reserved.tokens
        self.usages.append(usage)

    async def keep(self, key: str, judgement: Judgement, grader: str, turn_id: str) -> None:
        self.kept[key] = judgement


class Court:
    """The judges with their server; each is asked about every turn unless `policies` say otherwise."""

    def __init__(self, server: JudgeServer, ledger: MemoryLedger) -> None:
        self.server, self.ledger = server, ledger

    def judges(
        self, policies: Mapping[str, Any] | None = None, own: Mapping[str, Any] | None = None, **settings: Any
    ) -> dict[str, Grader]:
        given = {
            "model_judge": "openai:judge",
            "model_judge_base_url": self.server.url,
            "model_max_retries": 0,
            "model_deadline_s": 5.0,
            "model_rest_after": 0,
        } | settings
        setup = JudgeSettings(_env_file=None, judge_policies=policies or {}, **(own or {}))
        always = [judge.id for judge in load_judges()] if policies is None else ()
        graders = judge_graders(GraphSettings(_env_file=None, **given), setup, self.ledger, always)
        return {one.id: one for one in graders}

    async def grade(self, judge: str, context: GradingContext, **settings: Any) -> Grade:
        """The grade of one judge."""
        return await self.judges(**settings)[judge].grade(context)


@contextmanager
def in_court() -> Iterator[Court]:
    with judging() as server:
        yield Court(server, MemoryLedger())
