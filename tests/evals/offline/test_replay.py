"""Replay: what customers said, asked again; the prediction names the rates and the conversations that change."""

import pytest

from evals.offline.replay import Stored, predict, replay_suite
from evals.offline.run import run_suite
from graphs.agent.state import Outcome, Question
from graphs.turn import Message, Turn
from tests.evals.offline.parrot import Parrot, judges


def stored(number: int, *said: str) -> Stored:
    turns = tuple(
        Turn(id=f"{number}-{at}", conversation_id=str(number), asked=(Message("customer", text),))
        for at, text in enumerate(said)
    )
    return Stored(str(number), "en", turns)


class Forgetful(Parrot):
    """Knows nothing any more."""

    fingerprint = "forgetful"

    async def converse(self, question: Question) -> Outcome:
        outcome = await super().converse(question)
        return Outcome(
            reply="I'm sorry, I could not find an answer to that.",
            language="en",
            intent="question",
            sentiment=outcome.sentiment,
            contacts=outcome.contacts,
        )


async def test_a_candidate_that_forgets_is_predicted_to_resolve_less() -> None:
    suite = replay_suite("replay", [stored(n, "I am c@d.example", "How long is the warranty?") for n in range(12)])
    assert suite.scripted[0].turns[0].says == ["I am someone@mail.example"]
    before = await run_suite(suite, Parrot(), judges())
    after = await run_suite(suite, Forgetful(), judges())
    found = predict(before, after, most=3)
    assert (found.n, found.changed, found.is_green) == (12, 12, False)
    assert found.rates["resolution_rate"].difference < 0
    assert found.rates["lead_capture_rate"].a == found.rates["lead_capture_rate"].b == 1
    assert [len(found.most), len(found.most[0].turns)] == [3, 1]
    assert found.most[0].turns[0].before == "The warranty is 3 years."
    same = predict(before, before)
    assert (same.changed, same.is_green, same.most) == (0, True, ())


def test_without_conversations_there_is_nothing_to_replay() -> None:
    with pytest.raises(ValueError, match="no conversations"):
        replay_suite("replay", [])
