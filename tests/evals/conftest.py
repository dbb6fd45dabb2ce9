"""Turns to grade, in few words."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest

from graphs.evaluator.grader import Ending, GradingContext
from graphs.turn import Message, Passage, Role, Turn
from tests.evals.judges import Court, in_court

Exchange = Callable[..., GradingContext]


@pytest.fixture
def exchange() -> Exchange:
    """A grading context from texts; `then` is what the customer says next, `ended` their last word on it."""

    def make(
        asked: str,
        reply: str = "",
        *,
        then: str | None = None,
        ended: bool | None = None,
        closed: bool = False,
        before: Sequence[tuple[Role, str]] = (),
        passages: Sequence[str] | None = None,
        by: Role = "agent",
        **known: Any,
    ) -> GradingContext:
        turn = Turn(
            id="t",
            conversation_id="c",
            history=tuple(Message(role, text) for role, text in before),
            asked=(Message("customer", asked),),
            replies=(Message(by, reply),) if reply else (),
            passages=None if passages is None else tuple(Passage("kb.md", str(n), t) for n, t in enumerate(passages)),
            **known,
        )
        over = closed or ended is not None
        following = (Message("customer", then),) if then else (() if over else None)
        return GradingContext(turn=turn, following=following, ending=Ending("customer", ended) if over else None)

    return make


@pytest.fixture
def court() -> Iterator[Court]:
    """The judges, and the server that answers for them."""
    with in_court() as opened:
        yield opened
