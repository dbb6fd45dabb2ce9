"""A list of intents as people edit it: what is wrong with it is told by its place."""

from typing import Any

import pytest
from pydantic import ValidationError

from graphs.intent_document import valid_intents
from graphs.intents import load_intents

BOOKING = {"name": "booking", "phrases": ["book a table"], "examples": {"en": ["A table for two"], "zh": ["我想订位"]}}
MENU = {"name": "menu", "examples": {"en": [f"which dish number {n} is vegan" for n in range(5)]}}


def wrong(*intents: dict[str, Any]) -> list[tuple[str, str]]:
    with pytest.raises(ValidationError) as raised:
        valid_intents({"intents": list(intents)})
    return [(".".join(map(str, one["loc"])), one["type"]) for one in raised.value.errors()]


def test_the_list_shipped_makes_sense_and_is_sorted_by_language() -> None:
    document = load_intents()
    assert valid_intents(document.model_dump(mode="json")) == document
    returns = next(one for one in document.intents if one.name == "returns_refund")
    assert returns.examples.en[0] == "How do I return an item?"
    assert returns.examples.zh[0] == "怎么申请退货？"


@pytest.mark.parametrize(
    ("intents", "place", "code"),
    [
        ([BOOKING, MENU | {"examples": {"en": ["a table for two!"] * 5}}], "intents.1.examples.en.0", "example_of_two"),
        ([BOOKING, MENU | {"phrases": ["Book a table"]}], "intents.1.phrases.0", "phrase_of_two"),
        ([BOOKING, BOOKING | {"phrases": ["reserve"], "examples": {}}], "intents.1.name", "name_twice"),
        ([BOOKING | {"name": "other"}], "intents.0.name", "reserved_name"),
        ([{"name": "menu", "examples": {"en": ["which dishes are vegan"]}}], "intents.0.examples", "too_few_examples"),
        ([BOOKING | {"phrases": ["???"]}], "intents.0.phrases.0", "no_words"),
        ([BOOKING | {"phrases": [" "]}], "intents.0.phrases.0", "string_too_short"),
        ([BOOKING | {"name": "book a table"}], "intents.0.name", "string_pattern_mismatch"),
        ([BOOKING | {"phrase": ["x"]}], "intents.0.phrase", "extra_forbidden"),
        ([], "intents", "no_intents"),
        ([MENU, *({"name": f"n{n}", "phrases": [f"word{n}"], "examples": {"en": [f"{n} {k}" for k in range(300)]}}
                  for n in range(10))], "intents", "too_many_examples"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_by_its_place(intents: list[dict[str, Any]], place: str, code: str) -> None:
    assert (place, code) in wrong(*intents)


def test_all_mistakes_are_told_at_once() -> None:
    assert len(wrong(BOOKING | {"name": "other"}, MENU | {"phrases": ["book a table"]})) == 2
