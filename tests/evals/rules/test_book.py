"""What each kind of rule hits, where, and in whose reply."""

from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import pytest

from evals.rules.book import RuleBook
from evals.rules.document import RuleSet
from evals.rules.grade import VERSION, RuleGrade, rule_graders
from graphs.evaluator.grader import Ending, GradingContext, Place, Stage
from graphs.turn import Message, Role, Turn
from knowledge.meaning import Meaning

START = datetime(2026, 1, 5, tzinfo=UTC)


def turn(*said: tuple[Role, str], **known: Any) -> GradingContext:
    """A conversation, a message every ten seconds, of which the last turn is judged."""
    messages = [Message(role, text, START + timedelta(seconds=10 * at)) for at, (role, text) in enumerate(said)]
    replies = len(messages)
    while replies and messages[replies - 1].role != "customer":
        replies -= 1
    asked = replies - 1
    parts = {"history": messages[:asked], "asked": messages[asked:replies], "replies": messages[replies:]}
    return GradingContext(turn=Turn(id="t", conversation_id="c", **{k: tuple(v) for k, v in parts.items()}), **known)


async def hits(rule: dict[str, Any], context: GradingContext, **document: Any) -> list[tuple[int, str]] | None:
    book = RuleBook(RuleSet.model_validate({"packs": [], "rules": [{"id": "r"} | rule]} | document))
    found = [await book.hits(context, stage) for stage in Stage if stage in book.stages()]
    assert len(found) == 1
    return None if found[0] is None else [(hit.reply, hit.quote) for hit in found[0]]


NO_CHEAP: dict[str, Any] = {"kind": "forbidden", "match": {"words": ["cheap*"], "except": ["not cheap"]}}


async def test_a_forbidden_word_is_hit_in_replies_of_whom_it_is_for_and_not_in_what_customers_say() -> None:
    said = turn(("customer", "cheap?"), ("agent", "not cheap"), ("operator", "so CHEAPER"))
    assert await hits(NO_CHEAP, said) == [(1, "CHEAP")]
    assert await hits(NO_CHEAP | {"applies": {"to": "agent"}}, said) == []


async def test_what_is_not_known_of_the_place_is_not_where_the_rule_applies() -> None:
    said = (("customer", "hi"), ("operator", "cheap"))
    at_night = Place(channel="widget", account="Shop", operators=("ann@x",))
    groups = {"groups": {"night": ["ann@x"], "day": ["bo@x"]}}
    for scope, is_there in (
        ({"channels": ["widget"]}, True),
        ({"channels": ["telegram"]}, False),
        ({"accounts": ["Shop"]}, True),
        ({"groups": ["night"]}, True),
        ({"groups": ["day"]}, False),
        ({"languages": ["zh"]}, False),
    ):
        rule = NO_CHEAP | {"applies": scope}
        assert await hits(rule, turn(*said, place=at_night), **groups) == ([(0, "cheap")] if is_there else None)
        if scope != {"languages": ["zh"]}:
            assert await hits(rule, turn(*said), **groups) is None


GREETS: dict[str, Any] = {"kind": "required", "match": {"words": ["hello"]}}


@pytest.mark.parametrize(
    ("where", "said", "expected"),
    [
        ("first", [("customer", "a"), ("agent", "b"), ("agent", "hello")], [(0, "")]),
        ("first", [("customer", "a"), ("agent", "b"), ("customer", "c"), ("agent", "d")], []),
        ("last", [("customer", "a"), ("agent", "hello"), ("agent", "b")], [(1, "")]),
        ("any", [("customer", "a"), ("agent", "hello"), ("customer", "b"), ("agent", "c")], []),
        ("any", [("customer", "a"), ("agent", "b"), ("customer", "hello"), ("agent", "c")], [(0, "")]),
        ("turn", [("customer", "a"), ("agent", "hello"), ("customer", "b"), ("agent", "c")], [(0, "")]),
    ],
)
async def test_required_words_are_looked_for_where_they_are_needed(where: str, said: Any, expected: Any) -> None:
    ended = turn(*said, ending=Ending("customer"), following=())
    assert await hits(GREETS | {"where": where}, ended) == expected
    if where in ("last", "any"):
        assert await hits(GREETS | {"where": where}, turn(*said)) is None


async def test_a_topic_calls_for_words() -> None:
    rule = GREETS | {"when": {"words": ["refund"], "within": "conversation"}}
    assert await hits(rule, turn(("customer", "refund"), ("agent", "x"), ("customer", "b"), ("agent", "c"))) == [
        (0, "")
    ]
    assert await hits(rule, turn(("customer", "b"), ("agent", "refund"))) == []


async def test_a_late_reply_is_hit_and_one_without_a_time_is_not() -> None:
    late = turn(("customer", "a"), ("agent", "b"), ("operator", "c"))
    rule = {"kind": "response_time", "within_s": 15}
    assert await hits(rule, late) == []
    assert await hits(rule | {"applies": {"to": "operator"}}, late) == [(1, "")]


@pytest.mark.parametrize(
    ("said", "same", "expected"),
    [
        ([("customer", "a"), ("agent", "risk"), ("customer", "b"), ("agent", "buy it")], "before", []),
        ([("customer", "risk"), ("agent", "buy it")], "before", [(0, "buy")]),
        ([("customer", "a"), ("agent", "risk, buy it")], "before", []),
        ([("customer", "a"), ("agent", "risk, buy it")], "no", [(0, "buy")]),
        ([("customer", "a"), ("agent", "buy it, risk")], "before", [(0, "buy")]),
        ([("customer", "a"), ("agent", "buy it, risk")], "anywhere", []),
        ([("customer", "a"), ("agent", "buy it"), ("agent", "risk")], "anywhere", [(0, "buy")]),
    ],
)
async def test_what_must_come_first_must_have_been_said(said: Any, same: str, expected: Any) -> None:
    before = {"words": ["risk"], "same_message": same}
    assert await hits({"kind": "order", "match": {"words": ["buy"]}, "before": before}, turn(*said)) == expected


async def test_a_sentence_is_hit_by_what_it_means_and_never_without_a_model() -> None:
    directions = {"Go to the other shop.": (1.0, 0.0), "Buy it elsewhere.": (0.9, 0.436), "Buy it here.": (0.8, 0.6)}

    async def sense(text: str) -> Meaning:
        return Meaning("model", np.array(directions.get(text, (0.0, 1.0)), np.float32))

    means = {"like": ["Go to the other shop."], "unlike": ["Buy it here."], "threshold": 0.7}
    rule = {"kind": "forbidden", "match": {"means": means}}
    said = (("customer", "a"), ("agent", "Yes. Buy it elsewhere."), ("agent", "Buy it here."))
    assert await hits(rule, turn(*said, sense=sense)) == []  # the counterexample is nearer
    rule["match"]["means"] = means | {"unlike": []}
    assert await hits(rule, turn(*said, sense=sense)) == [(0, "Buy it elsewhere.")]
    assert await hits(rule, turn(*said)) == []


async def test_a_grade_carries_its_hits_and_shows_no_number_again() -> None:
    rules = [
        {"id": "card", "kind": "forbidden", "severity": "critical", "match": {"details": ["bank_card"]}},
        {"id": "word", "kind": "forbidden", "match": {"words": ["card"]}, "points": 75},
    ]
    grader, _ = rule_graders(RuleBook(RuleSet.model_validate({"packs": [], "rules": rules})), 7)
    grade = await grader.grade(turn(("customer", "a"), ("agent", "card 4111111111111111")))
    assert isinstance(grade, RuleGrade)
    assert (grader.version, grade.label, grade.score) == (f"{VERSION}.7", "failed", 0.0)
    assert grade.evidence == ("card [reply 1, 5-21]: [bank_card]", "word [reply 1, 0-4]: card")
    assert [hit.points for hit in grade.hits] == [30, 75]
    assert (await grader.grade(turn(("customer", "a"), ("agent", "ok")))).label == "passed"
    assert (await grader.grade(turn(("customer", "a")))).label == "not_applicable"
