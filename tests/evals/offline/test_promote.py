"""A stored conversation as a case."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from evals.offline.promote import promoted
from graphs.turn import Citation, HandoffReason, Message, Role, Turn

AT = datetime(2026, 3, 4, 10, tzinfo=UTC)


def turn(number: int, says: str, *replies: tuple[Role, str], **known: Any) -> Turn:
    at = AT + timedelta(minutes=number)
    said = tuple(Message(role, text, at) for role, text in replies)
    return Turn(id=str(number), conversation_id="c", asked=(Message("customer", says, at),), replies=said, **known)


def test_what_came_is_what_is_expected_and_details_are_masked() -> None:
    cited = (Citation("kb/returns.md", "1", "30 days"), Citation("kb/returns.md", "2", "free"))
    case = promoted(
        "c",
        [
            turn(0, "How long? I am jo@mail.example", ("agent", "30 days"), answered=True, citations=cited),
            turn(1, "A person!", ("agent", "One moment"), answered=False, handoff=HandoffReason.CUSTOMER_REQUEST),
            turn(2, "Hello?", ("operator", "I am Kim, call +1 415 555 0132")),
            turn(3, "And the fee?", ("agent", "5 euros"), answered=True),
        ],
        language="en",
        solved=True,
    )
    first, second, third, operator, fourth = case.turns
    assert first.says == ["How long? I am [email]"]
    assert (first.expect.answered, first.expect.cites, first.expect.handed_off) == (True, ["kb/returns.md"], False)
    assert second.expect.handed_off is HandoffReason.CUSTOMER_REQUEST
    assert third.expect.model_dump(exclude_none=True) == {}
    assert operator.operator == ["I am [name], call [phone]"]
    assert operator.returns
    assert fourth.at == AT + timedelta(minutes=3)
    assert case.solved


def test_a_blank_case_expects_nothing_and_none_is_made_of_nothing() -> None:
    (only,) = promoted("c", [turn(0, "Hi", answered=True)], language="en", solved=None, blank=True).turns
    assert only.expect.model_dump(exclude_none=True) == {}
    with pytest.raises(ValueError, match="no turn yet"):
        promoted("c", [], language="en", solved=None)
