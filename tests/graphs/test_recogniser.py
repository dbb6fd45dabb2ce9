"""What a message is taken for and by what, and which intents are confused."""

from pathlib import Path
from typing import Any

import pytest

from graphs.intent_document import valid_intents
from graphs.recogniser import Recogniser, recogniser_of
from graphs.remembered_meanings import RememberedMeanings
from knowledge.meaning import Meaning
from tests.graphs.test_intent_heads import EXAMPLES, TOPICS, Senses, vector


def listed(**more: Any) -> dict[str, Any]:
    topics = {name: [one.text for one in EXAMPLES if one.intent == name] for name in TOPICS}
    intents = [{"name": name, "examples": texts} for name, texts in topics.items()]
    intents[0]["phrases"] = ["reserve"]
    return {"intents": [*intents, *more.get("also", [])]}


@pytest.fixture
def recogniser(tmp_path: Path) -> Recogniser:
    return recogniser_of(valid_intents(listed()), RememberedMeanings(Senses()), tmp_path)


@pytest.mark.parametrize(
    ("text", "intent", "by"),
    [
        ("book a table for two", "booking", "example"),
        ("Could you reserve?", "booking", "phrases"),
        ("where may I leave the car", "parking", "learnt"),
        ("who painted this", "other", "nothing"),
    ],
)
async def test_it_tells_what_decided(recogniser: Recogniser, text: str, intent: str, by: str) -> None:
    seen = await recogniser.recognise(text, Meaning("model", vector(text)))
    assert (seen.intent, seen.by) == (intent, by)
    assert sum(one.probability for one in seen.likeliest) == pytest.approx(1.0)
    assert [one.probability for one in seen.likeliest] == sorted(one.probability for one in seen.likeliest)[::-1]


async def test_an_intent_that_says_what_others_say_is_seen_to_be_confused(tmp_path: Path) -> None:
    mixed = [text.format(word) for word in ("soy", "oil") for text in TOPICS.values()]
    again = {"name": "anything", "examples": mixed}
    document = valid_intents(listed(also=[again]))
    recogniser = recogniser_of(document, RememberedMeanings(Senses()), tmp_path)
    assert recogniser.confusions() is None
    await recogniser.heads.ready()
    told = {one.name: one for one in recogniser.confusions() or []}
    assert told["booking"].examples == 6
    assert told["anything"].right < 6
    assert {intent for intent, _ in told["anything"].taken_for} <= set(TOPICS)
    assert told["anything"].right + sum(times for _, times in told["anything"].taken_for) == 6
    kept = recogniser_of(document, RememberedMeanings(Senses()), tmp_path)
    await kept.heads.ready()
    assert kept.confusions() == recogniser.confusions()


async def test_a_list_that_changes_by_one_example_asks_for_that_example_only(tmp_path: Path) -> None:
    senses = Senses()
    first = recogniser_of(valid_intents(listed()), RememberedMeanings(senses), tmp_path)
    await first.heads.ready()
    longer = listed()
    longer["intents"][0]["examples"].append("book the terrace")
    second = first.with_list(valid_intents(longer))
    await second.heads.ready()
    assert senses.asked == len(EXAMPLES) + 1
    assert first.with_list(valid_intents(listed())) is first
