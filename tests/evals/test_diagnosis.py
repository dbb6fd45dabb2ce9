"""The chain of checks on single turns: which one explains, what it shows, and when the knowledge base is asked."""

from dataclasses import replace

import pytest

from evals.diagnosis.causes import Cause
from evals.diagnosis.chain import diagnose
from evals.diagnosis.record import Given, Held, Record
from graphs.turn import Citation, Message, Passage, Timings, ToolCall, Turn

WRAPPING = Passage("faq.md", "c1", "Gift wrapping costs 4 euros per item.", headings=("Can I get gift wrapping?",))
RETURNS = Passage("returns.md", "c2", "Unused items are taken back within 30 days.", headings=("Returns",))
GOOD = Turn(
    id="t",
    conversation_id="c",
    asked=(Message("customer", "Can I get gift wrapping?"),),
    replies=(Message("agent", WRAPPING.text),),
    passages=(RETURNS, WRAPPING),
    citations=(Citation("faq.md", "c1", WRAPPING.text),),
    answered=True,
    confidence=0.8,
)
UNHAPPY = {"satisfaction": Given("dissatisfied", 0.1, "upset")}
BASE = Held((WRAPPING, RETURNS))


async def _base(question: str) -> Held:
    return BASE


async def _nothing(question: str) -> Held:
    return Held(())


async def _not_asked(question: str) -> Held:
    raise AssertionError("the knowledge base was asked about a turn that did not fail")


async def test_a_good_turn_has_no_cause_and_costs_no_search() -> None:
    diagnosis = await diagnose(Record(turn=GOOD), _not_asked)
    assert (diagnosis.failed, diagnosis.cause, diagnosis.checks) == (False, None, ())


async def test_the_first_check_that_explains_ends_the_chain() -> None:
    diagnosis = await diagnose(Record(turn=GOOD, grades=UNHAPPY), _nothing)
    assert diagnosis.cause is Cause.NO_DOCUMENT
    assert [check.verdict for check in diagnosis.checks].count("cause") == 1
    assert diagnosis.checks[-1].cause is Cause.NO_DOCUMENT


async def test_a_lost_passage_is_named() -> None:
    turn = replace(GOOD, passages=(RETURNS,), citations=(), answered=False)
    diagnosis = await diagnose(Record(turn=turn, grades=UNHAPPY), _base)
    assert diagnosis.cause is Cause.NOT_RETRIEVED
    assert "faq.md#c1" in diagnosis.checks[-1].evidence[0]


@pytest.mark.parametrize(("threshold", "reason"), [(0.9, "threshold is too high"), (0.5, "although confident")])
async def test_a_refusal_tells_whether_the_threshold_made_it(threshold: float, reason: str) -> None:
    turn = replace(GOOD, citations=(), answered=False)
    diagnosis = await diagnose(Record(turn=turn, grades=UNHAPPY, threshold=threshold), _base)
    assert diagnosis.cause is Cause.REFUSED
    assert reason in diagnosis.checks[-1].reason


async def test_what_a_tool_was_to_answer_is_not_missed_in_the_documents() -> None:
    call = ToolCall("order_status", {}, "ok", 9_000)
    turn = replace(GOOD, timings=Timings(answer_ms=9_100, total_ms=9_200))
    diagnosis = await diagnose(Record(turn=turn, tool_calls=(call,)), _nothing)
    assert diagnosis.cause is Cause.SLOW_TOOL
    later = replace(call, outcome="timeout"), replace(call, elapsed_ms=20)
    retried = await diagnose(Record(turn=GOOD, grades=UNHAPPY, tool_calls=later), _nothing)
    assert retried.cause is Cause.NOT_DIAGNOSED


async def test_operators_are_not_blamed_for_the_knowledge_base() -> None:
    turn = replace(GOOD, passages=None, citations=None, confidence=None, answered=None)
    diagnosis = await diagnose(Record(turn=turn, grades=UNHAPPY, by_operator=True), _nothing)
    assert diagnosis.cause is Cause.NOT_DIAGNOSED


async def test_who_asks_nothing_misses_no_document() -> None:
    turn = replace(GOOD, asked=(Message("customer", "Terrible!"),))
    assert (await diagnose(Record(turn=turn, grades=UNHAPPY), _nothing)).cause is Cause.NOT_DIAGNOSED


@pytest.mark.parametrize(
    ("question", "confidence", "cause"),
    [
        ("Is there gift wrapping for parcels to France?", 0.1, Cause.NO_DOCUMENT),  # some words stand there, no more
        ("Is there gift wrapping for parcels to France?", 0.5, Cause.REFUSED),
        ("It is a present, can you make it look nice?", 0.5, Cause.REFUSED),  # in none of its words
        ("Can I get gift wrapping?", 0.1, Cause.REFUSED),  # in all of its words
    ],
)
async def test_the_confidence_of_the_search_tells_whether_there_is_a_document(
    question: str, confidence: float, cause: Cause
) -> None:
    async def search(_question: str) -> Held:
        return Held((WRAPPING, RETURNS), confidence)

    turn = replace(GOOD, asked=(Message("customer", question),), citations=(), answered=False)
    assert (await diagnose(Record(turn=turn, grades=UNHAPPY), search)).cause is cause


async def test_a_question_that_names_nothing_is_looked_up_with_what_is_said_before_it() -> None:
    asked: list[str] = []

    async def search(question: str) -> Held:
        asked.append(question)
        return BASE

    turn = replace(GOOD, asked=(Message("customer", "My lamp flickers. What can I do?"),))
    await diagnose(Record(turn=turn, grades=UNHAPPY), search)
    assert asked == ["My lamp flickers. What can I do?"]
