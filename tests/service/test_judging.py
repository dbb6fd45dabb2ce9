"""Judges in front of a real database: one budget and one memory for all processes, and nothing waits for them."""

import asyncio
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import select

from evals.judging.build import judge_graders
from evals.judging.settings import JudgeSettings
from graphs.evaluator.grader import Grader
from graphs.settings import GraphSettings
from service.monitoring import monitor as module
from service.monitoring.monitor import Monitor
from service.quality.judging import StoredLedger
from service.storage.grading.grading import GradingPlan
from service.storage.grading.judging import judge_days_since
from service.storage.processes import Process, reap
from service.storage.tables import grades, judgements, turns
from tests.judge_server import FAULTS, HANGS, JudgeServer, best_label, judging, verdict
from tests.service.exam import Exam, graded

DAY = datetime(2026, 3, 1, 23, 59, tzinfo=UTC)


@pytest.fixture
def server() -> Iterator[JudgeServer]:
    with judging() as opened:
        yield opened


class Bench:
    """The judges of one process."""

    def __init__(self, exam: Exam, server: JudgeServer) -> None:
        self.exam, self.server = exam, server

    def ledger(self, budget_tokens: int = 0, cache_days: int = 30, **given: Any) -> StoredLedger:
        return StoredLedger(self.exam.shop.database, budget_tokens=budget_tokens, cache_days=cache_days, **given)

    def judges(self, policies: dict[str, Any], ledger: StoredLedger | None = None, **own: Any) -> tuple[Grader, ...]:
        """Those that have a policy."""
        settings = GraphSettings(
            _env_file=None,
            model_judge="openai:judge",
            model_judge_base_url=self.server.url,
            model_max_retries=0,
            model_deadline_s=5.0,
            model_rest_after=0,
        )
        setup = JudgeSettings(_env_file=None, judge_policies=policies, **own)
        every = judge_graders(settings, setup, ledger or self.ledger())
        return tuple(one for one in every if one.id in policies)

    async def monitor(self, judges: tuple[Grader, ...], at_once: int = 4, process: Process | None = None) -> Monitor:
        return await self.exam.monitor(process, graders=judges, batch_turns=at_once, turns_at_once=at_once)

    async def turns(self, judges: tuple[Grader, ...], *said: str) -> None:
        """Answered turns, to be graded by all graders and these judges."""
        turning = await self.exam.shop.turns(plan=GradingPlan((*self.exam.graders, *judges)))
        for text in said:
            await self.exam.shop.answered(turning, await self.exam.shop.say(turning, text))

    async def spent(self) -> int:
        async with self.exam.shop.database.read() as connection:
            return sum(day.tokens for day in await judge_days_since(connection, "2020-01-01"))


@pytest.fixture
def bench(exam: Exam, server: JudgeServer) -> Bench:
    return Bench(exam, server)


async def test_judges_grade_live_turns_beside_the_others(bench: Bench, exam: Exam) -> None:
    judges = bench.judges({"politeness_judge": "always", "resolution_judge": "always"})
    await bench.turns(judges, "ada: hi", "bo: hi")
    await graded(await exam.monitor())
    await graded(await bench.monitor(judges))
    assert await exam.labels() == {
        **{name: Counter(passed=2) for name in ("one", "two", "three")},
        "politeness_judge": Counter(polite=2),
    }
    (row, _) = await exam.shop.rows(select(grades).where(grades.c.grader == "politeness_judge"))
    assert (row.version, row.reason, row.score) == (judges[0].version, "because", 1.0)
    kept = await exam.shop.rows(select(judgements.c.turn_id))
    assert {one.turn_id for one in kept} == {one.id for one in await exam.shop.rows(select(turns.c.id))}


async def test_a_judge_that_hangs_delays_no_grade_and_no_other_turn(bench: Bench, exam: Exam, until: Any) -> None:
    bench.server.answer = HANGS
    judges = bench.judges({"politeness_judge": "always"})
    await bench.turns(judges, *(f"p{number}: hi" for number in range(6)))
    judging = await bench.monitor(judges, at_once=2)
    running = asyncio.create_task(judging.run())
    await until(lambda: len(bench.server.requests) == 2)
    await graded(await exam.monitor())
    labels = await exam.labels()
    assert {name: labels[name] for name in ("one", "two", "three")} == {
        name: Counter(passed=6) for name in ("one", "two", "three")
    }
    claimed = await exam.shop.rows(select(grades.c.grader).where(grades.c.state == "claimed"))
    assert len(claimed) == 2  # the others are left for other processes
    running.cancel()


async def test_turns_outside_the_share_are_not_queued(bench: Bench, exam: Exam) -> None:
    judges = bench.judges({"politeness_judge": {"rate": 0.5}})
    await bench.turns(judges, *(f"p{number}: hi" for number in range(12)))
    ids = [row.id for row in await exam.shop.rows(select(turns.c.id))]
    queued = await exam.shop.rows(select(grades.c.turn_id).where(grades.c.grader == "politeness_judge"))
    (judge,) = judges
    assert judge.takes is not None
    assert sorted(row.turn_id for row in queued) == sorted(filter(judge.takes, ids))


async def test_beyond_the_budget_of_the_day_turns_are_told_to_be_over_it(bench: Bench, exam: Exam) -> None:
    bench.server.answer = verdict("polite", tokens=(700, 100))
    judges = bench.judges({"politeness_judge": "always"}, bench.ledger(budget_tokens=2_400))
    await bench.turns(judges, *(f"p{number}: hi number {number}" for number in range(5)))
    await graded(await bench.monitor(judges, at_once=1))
    labels = (await exam.labels())["politeness_judge"]
    assert labels == Counter(polite=2, over_budget=3)
    assert await bench.spent() == 1_600
    rows = await exam.shop.rows(select(grades).where(grades.c.label == "over_budget"))
    assert {(row.state, row.score) for row in rows} == {("done", None)}


async def test_two_monitors_share_budget_and_memory(bench: Bench, exam: Exam) -> None:
    judges = [bench.judges({"politeness_judge": "always"}, bench.ledger(budget_tokens=3_000)) for _ in range(2)]
    bench.server.answer = verdict("polite", tokens=(600, 100))
    await bench.turns(judges[0], *(f"p{number}: hi number {number}" for number in range(8)))
    one, other = [await bench.monitor(each, at_once=1) for each in judges]
    await asyncio.gather(graded(one), graded(other))
    labels = (await exam.labels())["politeness_judge"]
    assert set(labels) == {"polite", "over_budget"}
    assert await bench.spent() == 700 * labels["polite"] <= 3_000
    assert len(bench.server.requests) == labels["polite"]


@pytest.mark.parametrize("fault", ["garbage", "refusal", "broken server"])
async def test_a_judge_that_fails_is_asked_a_bounded_number_of_times(bench: Bench, exam: Exam, fault: str) -> None:
    bench.server.answer = FAULTS[fault]
    judges = bench.judges({"politeness_judge": "always"})
    await bench.turns(judges, "ada: hi")
    monitor = await bench.monitor(judges)
    for _ in range(6):
        await graded(monitor)
        await exam.due_now()
    (row,) = await exam.shop.rows(select(grades).where(grades.c.grader == "politeness_judge"))
    assert (row.state, row.label, row.score, row.attempts) == ("done", "could_not_grade", None, 3)
    assert len(bench.server.requests) == 3 * (2 if fault == "garbage" else 1)
    assert await exam.shop.rows(select(judgements)) == []


@pytest.mark.parametrize(("reason", "label"), [("nul \0", "polite"), ("half a character \ud83d", "could_not_grade")])
async def test_texts_that_a_database_refuses_get_in_nobodys_way(
    bench: Bench, exam: Exam, reason: str, label: str
) -> None:
    bench.server.answer = verdict("polite", reason, ["h\0i"])
    judges = bench.judges({"politeness_judge": "always"})
    await bench.turns(judges, "ada: hi")
    await graded(await bench.monitor(judges))
    (row,) = await exam.shop.rows(select(grades).where(grades.c.grader == "politeness_judge"))
    assert row.label == label
    assert "\0" not in row.reason


async def test_a_database_that_fails_costs_a_grade_and_no_more(bench: Bench, exam: Exam) -> None:
    judges = bench.judges({"politeness_judge": "always"})
    await bench.turns(judges, "ada: hi")
    monitor = await bench.monitor(judges)
    ledger = bench.ledger()
    exam.shop.database.failing = 1
    with pytest.raises(Exception, match="the disk is away"):
        await ledger.reserve(1)
    await graded(monitor)
    assert (await exam.labels())["politeness_judge"] == Counter(polite=1)


async def test_what_a_dead_process_had_claimed_waits_for_a_judge_again(bench: Bench, exam: Exam, until: Any) -> None:
    bench.server.answer = HANGS
    judges = bench.judges({"politeness_judge": "always"})
    await bench.turns(judges, "ada: hi")
    dying, living = await exam.shop.process(), await exam.shop.process()
    running = asyncio.create_task((await bench.monitor(judges, process=dying)).run())
    await until(lambda: bench.server.requests)
    await exam.shop.bury(dying)
    async with exam.shop.database.write() as connection:
        await reap(connection, living)
    assert await exam.states() == Counter(pending=3, to_judge=1)
    bench.server.answer = best_label
    await graded(await bench.monitor(bench.judges({"politeness_judge": "always"}), process=living))
    assert (await exam.labels())["politeness_judge"] == Counter(polite=1)
    running.cancel()


async def test_what_waits_for_another_model_is_graded_by_the_one_in_force(bench: Bench, exam: Exam) -> None:
    before = bench.judges({"politeness_judge": "always"})
    await bench.turns(before, "ada: hi")
    (now_in_force,) = [replace(judge, version="2.another") for judge in before]
    monitor = await bench.monitor((now_in_force,))
    await monitor._adopt()
    await graded(monitor)
    (row,) = await exam.shop.rows(select(grades).where(grades.c.grader == "politeness_judge"))
    assert (row.version, row.label) == ("2.another", "polite")


async def test_a_process_whose_judge_hangs_can_end(
    bench: Bench, exam: Exam, until: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "POLL_S", 0.02)
    monkeypatch.setattr(module, "STOP_S", 0.05)
    bench.server.answer = HANGS
    judges = bench.judges({"politeness_judge": "always"})
    await bench.turns(judges, *(f"p{number}: hi number {number}" for number in range(4)))
    monitor = await bench.monitor(judges, at_once=1)
    running = asyncio.create_task(monitor.run())
    await until(lambda: bench.server.requests)
    monitor.stop()
    await asyncio.wait_for(running, 2.0)
    assert len(bench.server.requests) == 1
