"""Runs: cases played against a target, graded and counted; here the target is a script of its own."""

from pathlib import Path
from typing import Any

import pytest

from evals.judge import load_graders
from evals.offline.cache import ResultCache
from evals.offline.case import Case, SimulatedCase
from evals.offline.run import Plan, run_suite
from evals.offline.simulation.persona import PersonaError
from evals.rules.document import RuleSet
from tests.evals.offline.parrot import Parrot, judges, suite


async def test_what_is_expected_and_comes_passes() -> None:
    expect = {"answered": True, "handed_off": False, "cites": "warranty.md", "contains": ["3years"], "language": "en"}
    run = await run_suite(suite({"says": "How long is the warranty?", "expect": expect}), Parrot(), judges())
    assert run.ok, run.failures
    assert len(run.cases[0].turns[0].checks) == 5


@pytest.mark.parametrize(
    ("says", "expect", "criterion"),
    [
        ("How long is the warranty?", {"answered": False}, "answered"),
        ("How long is the warranty?", {"refused": True}, "refused"),
        ("Which glue?", {"refused": False}, "refused"),
        ("How long is the warranty?", {"handed_off": True}, "handed_off"),
        ("A human, please", {"handed_off": "policy"}, "handed_off"),
        ("A human, please", {"handed_off": False}, "handed_off"),
        ("How long is the warranty?", {"cites": "ranty.md"}, "cites"),
        ("How long is the warranty?", {"cites": ["a.md", "b.md"]}, "cites"),
        ("How long is the warranty?", {"contains": [["5 years", "five years"]]}, "contains"),
        ("How long is the warranty?", {"avoids": ["3 YEARS"]}, "avoids"),
        ("How long is the warranty?", {"language": "zh"}, "language"),
        ("I am c@d.example", {"lead": {"email": "c@d.example"}}, "lead"),
        ("I am c@d.example", {"lead": {"email": None}}, "lead"),
        ("Which glue?", {"silent": True}, "silent"),
    ],
)
async def test_what_does_not_come_is_named(says: str, expect: dict[str, Any], criterion: str) -> None:
    run = await run_suite(suite({"says": says, "expect": expect}), Parrot(), judges())
    assert not run.ok
    failure, _ = run.failures
    assert failure.startswith(f"case, turn 1: {criterion}: expected")


async def test_a_criterion_left_out_is_not_evaluated() -> None:
    run = await run_suite(suite({"says": "Which glue?"}), Parrot(), judges())
    assert run.ok
    assert run.cases[0].turns[0].checks == ()


async def test_the_target_hears_history_failures_and_that_an_operator_is_expected() -> None:
    parrot = Parrot()
    turns = [{"says": text} for text in ("Which glue?", "Which paint?", "A human, please", "Hello?")]
    await run_suite(suite(*turns), parrot, judges())
    assert [question["failures"] for question in parrot.questions] == [0, 1, 2, 2]
    assert [question["held"] for question in parrot.questions] == [False, False, False, True]
    assert len(parrot.questions[3]["history"]) == 6


async def test_an_operator_replies_and_hands_back() -> None:
    parrot = Parrot()
    turns = [
        {"says": "A human, please", "expect": {"handed_off": True}},
        {"operator": ["I am Kim.", "Done."], "returns": True},
        {"says": "How long is the warranty?", "expect": {"answered": True, "silent": False}},
    ]
    run = await run_suite(suite(*turns), parrot, judges())
    assert run.ok, run.failures
    assert [question["held"] for question in parrot.questions] == [False, False]
    assert [said.role for said in parrot.questions[1]["history"]] == ["customer", "agent", "operator", "operator"]
    assert run.cases[0].facts is not None
    assert run.cases[0].facts.replied_by == ("agent", "operator")
    assert run.rates["transfer"]["successes"] == 1


async def test_the_target_is_told_the_time_who_has_the_conversation_and_from_what_it_came_back() -> None:
    parrot = Parrot()
    turns = [
        {"says": "A human, please", "at": "2026-03-04T10:00:00+01:00"},
        {"says": "Hello?"},
        {"operator": "Done.", "returns": True},
        {"says": "How long is the warranty?"},
    ]
    parrot.offers = ("clock", "operator")
    assert (await run_suite(suite(*turns), parrot, judges())).ok
    first, second, third = parrot.questions
    assert [question["at"].isoformat() for question in (first, second)] == [
        "2026-03-04T10:00:00+01:00",
        "2026-03-04T10:01:00+01:00",
    ]
    assert [question["waiting"] for question in parrot.questions] == [False, True, False]
    (returned,) = third["returned"]
    assert (returned.rule, returned.by) == ("customer_request", "operator")
    assert second["at"] < returned.at < third["at"]


async def test_a_case_whose_needs_the_target_does_not_offer_is_not_evaluated_and_alone_fails_the_gate() -> None:
    timed = {"says": "How long is the warranty?", "at": "2026-03-08T11:00:00+01:00", "expect": {"answered": False}}
    with_tools = {"tools": {"order_status": [{"when": {"order": "1"}, "fails": "timeout"}]}}
    small = suite(timed)
    small = small.model_copy(update={"cases": (Case.model_validate(small.cases[0].model_dump() | with_tools),)})
    parrot = Parrot()
    run = await run_suite(small, parrot, judges())
    assert run.gate_failures == ["gate no case fails: no case was evaluated"]
    assert parrot.questions == []
    record = run.to_json()
    assert (record["passed"], record["total"], record["expectations"]) == (0, 0, {"met": 0, "checked": 0})
    assert record["not_evaluated"] == ["case: not evaluated: needs clock and tools"]
    fine = Case.model_validate({"id": "fine", "language": "en", "turns": [{"says": "How long is the warranty?"}]})
    assert (await run_suite(small.model_copy(update={"cases": (*small.cases, fine)}), parrot, judges())).ok
    parrot.offers = ("clock", "tools")
    assert not (await run_suite(small, parrot, judges())).ok


async def test_every_turn_gets_the_grades_of_production_and_the_rates_follow() -> None:
    turns = [{"says": "How long is the warranty?"}, {"says": "Thanks! I am a@b.example"}]
    run = await run_suite(suite(*turns), Parrot(), judges())
    first = {grade.grader: grade.label for grade in run.cases[0].turns[0].grades}
    assert set(first) == {grader.id for grader in load_graders()}
    assert first["resolution"] == "resolved"
    assert run.rates["lead_capture"]["successes"] == 1
    assert run.rates["transfer"]["successes"] == 0


async def test_a_gate_that_is_not_met_fails_the_run_and_so_does_one_that_judged_nothing() -> None:
    gates = ["relevance >= 0.9", "lead >= 0.5"]
    run = await run_suite(suite({"says": "Which glue do you use?"}, gates=gates), Parrot(), judges())
    assert [failure.split(":")[0] for failure in run.failures] == ["gate relevance >= 0.9", "gate lead >= 0.5"]
    assert not run.ok


async def test_a_target_that_raises_fails_its_case_only() -> None:
    ok = Case.model_validate({"id": "fine", "language": "en", "turns": [{"says": "How long is the warranty?"}]})
    broken = suite({"says": "How long is the warranty?"}, {"says": "explode"})
    run = await run_suite(broken.model_copy(update={"cases": (*broken.cases, ok)}), Parrot(), judges())
    assert run.failures == ["case: turn 2: RuntimeError: boom", "gate no case fails: failed: case"]
    assert [len(case.turns) for case in run.cases] == [1, 1]


async def test_graders_that_do_not_exist_are_refused_before_anything_is_played() -> None:
    parrot = Parrot()
    with pytest.raises(ValueError, match="nonsense"):
        await run_suite(suite({"says": "Hi"}, graders=["nonsense"]), parrot, judges())
    assert parrot.questions == []


async def test_a_gate_on_the_baseline_needs_one() -> None:
    small = suite({"says": "How long is the warranty?"}, gates=["relevance >= baseline - 0.02", "pass^2 >= 1"])
    first = await run_suite(small, Parrot(), judges(), plan=Plan(repetitions=2))
    assert [gate.met for gate in first.gates] == [None, True]
    worse = suite({"says": "Which glue do you use?"}, gates=["relevance >= baseline - 0.02", "resolution_rate > 0.5"])
    second = await run_suite(worse, Parrot(), judges(), plan=Plan(baseline=first))
    assert [gate.met for gate in second.gates] == [False, False]
    assert second.baseline == first.id


async def test_a_simulated_customer_is_played_and_counted() -> None:
    case = SimulatedCase.model_validate(
        {
            "id": "case",
            "language": "en",
            "persona": "polite",
            "goal": "to know the warranty",
            "wants": [{"asks": ["How long is the warranty?"], "expect": {"contains": [["3 years"]]}}],
            "success": {"solved": True, "max_turns": 2},
        }
    )
    small = suite({"says": "x"}).model_copy(update={"cases": (case,)})
    run = await run_suite(small, Parrot(), judges())
    assert run.ok, run.failures
    assert len(run.cases[0].turns) == 2
    assert run.rates["resolution"]["confirmed"]["successes"] == 1
    nobody = small.model_copy(update={"cases": (case.model_copy(update={"persona": "nobody"}),)})
    with pytest.raises(PersonaError, match="there is no persona nobody"):
        await run_suite(nobody, Parrot(), judges())


async def test_a_gate_whose_grader_judged_nothing_is_told_after_a_target_that_was_down() -> None:
    small = suite({"says": "explode"}, gates=["groundedness >= 0.9"])
    run = await run_suite(small, Parrot(), judges())
    assert run.failures == ["case: turn 1: RuntimeError: boom", "gate groundedness >= 0.9: nothing was judged"]


async def test_a_gate_of_more_tries_than_there_are_is_refused_before_anything_is_played() -> None:
    parrot = Parrot()
    with pytest.raises(ValueError, match=r"pass\^3"):
        await run_suite(suite({"says": "Hi"}, gates=["pass^3 >= 0.9"], repetitions=2), parrot, judges())
    assert parrot.questions == []


async def test_a_suites_rules_grade_every_reply_with_its_hits_whatever_graders_it_names(tmp_path: Path) -> None:
    asked = ({"says": "How long is the warranty?"}, {"says": "Which glue?"})
    rule = {"id": "years", "kind": "forbidden", "severity": "major", "match": {"words": ["3 years"]}}
    closing = {"id": "bye", "kind": "required", "where": "last", "match": {"words": ["goodbye"]}}
    rules = RuleSet.model_validate({"packs": [], "rules": [rule, closing]})
    gates = ["rules >= 0.95", "script_compliance >= 0.5"]
    ruled = suite(*asked, rules=rules, graders=["language"], gates=gates)
    plan = Plan(cache=ResultCache(tmp_path))
    run = await run_suite(ruled, Parrot(), judges(), plan=plan)
    first, last = ({one.grader: one for one in turn.grades} for turn in run.cases[0].turns)
    assert set(first) == {"language", "rules", "rules_outcome"}
    assert (first["rules"].label, first["rules"].score) == ("failed", 0.9)
    assert first["rules"].evidence == ("years [reply 1, 16-23]: 3 years",)
    assert (last["rules"].label, last["rules_outcome"].evidence) == ("passed", ("bye [reply 1, missing]",))
    assert (run.rates["script_compliance"]["successes"], run.rates["script_compliance"]["n"]) == (0, 2)
    assert [gate.met for gate in run.gates] == [True, False]

    assert (await run_suite(ruled, Parrot(), judges(), plan=plan)).cached == 1
    other = suite(*asked, rules=RuleSet(packs=()), graders=["language"], gates=["language >= 0"])
    again = await run_suite(other, Parrot(), judges(), plan=plan)
    assert (again.cached, again.rates["script_compliance"]["n"]) == (0, 0)
