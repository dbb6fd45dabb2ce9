"""The benchmark of grading's speed: the same turns for all, each once, and others asked in processes of their own."""

import asyncio
import json
import sys
from pathlib import Path

import pytest

from evals.benchmarks import grade
from evals.benchmarks.graded_set import Case
from evals.benchmarks.grading_system import peers_of
from evals.benchmarks.made_encoder import MadeEncoder
from tests.evals.benchmarks.sets import write

SILENT = """
from evals.benchmarks.grading_peers.loop import serve

seen = []

async def judge(turn):
    print("what a library prints")
    seen.append(turn)
    assert turn.passages == ("It is red.",)

serve("pydantic", {"Silent": (["one", "two"], judge)})
"""


def cases(name: str, count: int) -> list[Case]:
    return [
        Case(f"{name}{at}", {"messages": ["Why?"], "reply": f"{name} {at}", "context": []}, True) for at in range(count)
    ]


def test_each_round_has_as_many_turns_of_each_set_and_no_turn_comes_twice() -> None:
    rounds = grade.rounds_of({"a": cases("a", 100), "b": cases("b", 80)})
    assert len(rounds) == grade.ROUNDS + 1
    for sets in rounds:
        assert {name: len(turns) for name, turns in sets.items()} == {"a": grade.TURNS_EACH, "b": grade.TURNS_EACH}
    drawn = [case.split_by for sets in rounds for turns in sets.values() for case in turns]
    assert len(set(drawn)) == len(drawn)


def test_too_few_turns_are_refused() -> None:
    with pytest.raises(ValueError, match="70"):
        grade.rounds_of({"a": cases("a", 69)})


async def test_an_evaluator_in_a_process_of_its_own_judges_turns_and_only_answers_on_stdout() -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", SILENT, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    turn = {"question": "Is it red?", "reply": "Yes.", "passages": ["It is red."]}
    assert process.stdout is not None
    (name, judged), *_ = json.loads(await process.stdout.readline())["systems"].items()
    assert name.startswith("Silent (2")
    assert judged == ["one", "two"]
    out, _ = await process.communicate(json.dumps({"system": name, "turns": [turn, turn]}).encode() + b"\n")
    assert set(json.loads(out)) == {"cpu_s", "wall_s"}
    assert process.returncode == 0


async def test_a_python_without_any_of_the_evaluators_is_named() -> None:
    with pytest.raises(RuntimeError, match="has none of ragas, deepeval"):
        async with peers_of(sys.executable):
            pass


async def test_turnwise_alone_is_measured_with_all_graders_and_with_those_that_others_have(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(grade, "load_encoders", lambda settings: [MadeEncoder()])
    rows: list[dict[str, object]] = [
        {"id": at, "knowledge": "It is red.", "message": "Is it?", "response": f"Red, {at}.", "inconsistent": False}
        for at in range(70)
    ]
    write(tmp_path / "q2_wow_en" / "all.jsonl", rows)
    _, all_, some, times, of_set = await grade.run(tmp_path)
    assert isinstance(all_, grade.Speed)
    assert isinstance(some, grade.Speed)
    assert isinstance(times, grade.Times)
    assert (all_.system, all_.turns, some.metrics) == ("Turnwise", 60, 2)
    assert all_.metrics > all_.given > some.given > 0
    assert all_.turns_per_s_least <= all_.turns_per_s <= all_.turns_per_s_most
    assert isinstance(of_set, grade.OfSet)
    assert times.per_turn < 1
    assert (of_set.name, of_set.cpu_ms_per_turn) == ("q2_wow_en", all_.cpu_ms_per_turn)
