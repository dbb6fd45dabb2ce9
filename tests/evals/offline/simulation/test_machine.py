"""The machine: what it says follows from the replies, the persona and the seed, and from nothing else."""

from typing import Any

import pytest

from evals.offline.case import SimulatedCase
from evals.offline.simulation.machine import MOST_TURNS, SimulatedCustomer
from evals.offline.simulation.persona import PersonaError, find_persona, load_personas
from graphs.agent.state import Outcome
from graphs.turn import Contact, HandoffReason, Sentiment

WANTS = [
    {
        "asks": ["How long is the warranty?", "For how many years is it guaranteed?"],
        "expect": {"contains": [["3 years"]]},
    },
    {"asks": ["What does delivery cost?"], "expect": {"contains": [["5 euros"]]}},
]


def case(**known: Any) -> SimulatedCase:
    given = {"id": "a", "language": "en", "persona": "polite", "goal": "to know", "wants": WANTS} | known
    return SimulatedCase.model_validate(given)


def customer(seed: str = "0", **known: Any) -> SimulatedCustomer:
    made = case(**known)
    return SimulatedCustomer(made, find_persona(made.persona), seed)


def reply(text: str, **known: Any) -> Outcome:
    return Outcome(reply=text, language="en", intent="question", sentiment=Sentiment("neutral", 0.1), **known)


async def heard(one: SimulatedCustomer, *replies: Outcome) -> list[str]:
    """What the customer says, reply by reply, until the replies or the conversation end."""
    said = []
    for outcome in replies:
        turn = await one.speak()
        if turn is None:
            break
        said.append(" ".join(turn.says or ()))
        one.hear(outcome)
    return said


ANSWERS = (reply("The warranty is 3 years."), reply("Delivery costs 5 euros."), reply("You're welcome!"), reply(""))


async def test_who_gets_answers_asks_the_next_thanks_and_is_content() -> None:
    one = customer()
    said = await heard(one, *ANSWERS)
    assert len(said) == 3
    assert "How long is the warranty?" in said[0]
    assert "What does delivery cost?" in said[1]
    assert "hank" in said[2]
    assert one.solved is True


async def test_who_gets_none_asks_in_other_words_grows_angry_and_asks_for_a_person() -> None:
    one = customer(persona="hurried")
    said = await heard(one, *[reply("I could not find that.")] * 6)
    assert "How long is the warranty?" in said[0]
    assert "For how many years is it guaranteed?" in said[1]
    assert len(said) == 4
    assert "human" in said[3] or "person" in said[3]
    assert one.solved is False


async def test_patience_is_the_persona_s_unless_the_case_has_its_own() -> None:
    polite = await heard(customer(persona="polite"), *[reply("no")] * 20)
    patient = await heard(customer(persona="polite", patience=6), *[reply("no")] * 20)
    assert (len(polite), len(patient)) == (6, 9)


async def test_details_are_told_once_when_asked_for_or_kept() -> None:
    facts = {"name": "Jo", "email": "jo@mail.example"}
    asks = reply("The warranty is 3 years. Where can we reach you?", asks=("email",))
    said = await heard(customer(facts=facts), asks, asks, *ANSWERS[1:])
    assert said[1].endswith("Jo, jo@mail.example")
    assert "What does delivery cost?" in said[2]
    kept = await heard(customer(facts=facts, persona="private"), asks, asks, *ANSWERS[1:])
    assert "jo@mail.example" not in " ".join(kept)


async def test_a_hand_off_ends_it_after_the_details_that_are_asked_for() -> None:
    one = customer(facts={"phone": "+1 415 555 0132"})
    said = await heard(one, reply("A colleague takes over.", handoff=HandoffReason.POLICY, asks=("phone",)), *ANSWERS)
    assert len(said) == 2
    assert "555 0132" in said[1]
    assert one.solved is None


async def test_the_expectation_is_looked_at_when_a_want_is_settled() -> None:
    one = customer(patience=1)
    await one.speak()
    assert one.hear(reply("no")).contains is None
    await one.speak()
    assert one.hear(reply("no")).contains == [["3 years"]]


async def test_the_same_seed_says_the_same_and_others_say_other_things() -> None:
    runs = {seed: tuple(await heard(customer(seed, persona="typist"), *ANSWERS)) for seed in "0123456789"}
    assert runs["0"] == tuple(await heard(customer("0", persona="typist"), *ANSWERS))
    assert len(set(runs.values())) > 5


async def test_it_comes_to_an_end_whatever_is_replied() -> None:
    one = customer(patience=10)
    assert len(await heard(one, *[reply("?", asked_back=True)] * 40)) == MOST_TURNS
    assert [check.passed for check in one.close([])] == [False, False]


async def test_success_is_looked_at_over_the_whole_conversation() -> None:
    success = {"handed_off": False, "lead": {"email": "jo@mail.example"}, "solved": True, "max_turns": 3}
    one = customer(success=success)
    await heard(one, *ANSWERS)
    outcomes = [reply("a", contacts=(Contact("email", "jo@mail.example", "jo@mail.example"),)), reply("b")]
    checks = one.close(outcomes)
    assert [(check.criterion, check.passed) for check in checks] == [
        ("handed_off", True), ("lead", True), ("solved", True), ("max_turns", True),
    ]  # fmt: skip
    assert not customer(success={"handed_off": "policy"}).close(outcomes)[0].passed


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_persona_speaks_both_languages_and_asks_what_is_asked(language: str) -> None:
    for persona in load_personas().values():
        says = persona.in_language(language)
        assert all("{question}" in one for one in (*says.opening, *says.next, *says.again, *says.impatient))
        assert all("{details}" in one for one in says.gives)


def test_what_cannot_be_played_is_told() -> None:
    with pytest.raises(PersonaError, match="only a model"):
        customer(wants=[])
    with pytest.raises(PersonaError, match="does not speak fr"):
        customer(language="fr")
    with pytest.raises(PersonaError, match="there are grumbler, hurried"):
        find_persona("nobody")
