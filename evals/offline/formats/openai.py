"""OpenAI's evals, a JSON object a line: `input` (messages, or a text) and `ideal` (a text, or several that will do).

Of the messages the user's are played; instructions are the agent's own affair. The last reply must contain the ideal:
run with `evals.elsuite.basic.includes:Includes`. A line may also stand under `item`, as the Evals API has it (format
`openai_items`). The whole case goes along, and comes back as it was where `id`, `input` and `ideal` were not changed.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import orjson
from pydantic import BaseModel, model_validator

from evals.offline.case import AnyCase, Case
from evals.offline.json_lines import Said, carried, cases_of, unedited


class Sample(BaseModel):
    """One line; other fields are passed over. `turnwise` is the case that it was written of, `is_item` how."""

    id: str | int | None = None
    language: str | None = None
    input: str | list[Said]
    ideal: str | list[str] | None = None
    turnwise: dict[str, Any] | None = None
    is_item: bool = False

    @model_validator(mode="before")
    @classmethod
    def _under_item(cls, value: Any) -> Any:
        if isinstance(value, dict) and isinstance(value.get("item"), dict):
            return {**value["item"], "is_item": True}
        return value


def read(lines: Iterable[str], language: str) -> Iterator[tuple[int, AnyCase | str]]:
    """A case for each line that is not empty."""

    def given(sample: Sample, number: int) -> Mapping[str, Any]:
        seen = sample.model_dump(include={"id", "input", "ideal"})
        if known := unedited(sample.turnwise, shown_in_item if sample.is_item else shown, seen):
            return known
        said = [Said(role="user", content=sample.input)] if isinstance(sample.input, str) else sample.input
        turns: list[dict[str, Any]] = [{"says": one.content} for one in said if one.role == "user"]
        if turns and sample.ideal:
            turns[-1]["expect"] = {"contains": [[sample.ideal] if isinstance(sample.ideal, str) else sample.ideal]}
        return {"id": str(sample.id or f"line-{number}"), "language": sample.language or language, "turns": turns}

    return cases_of(lines, Sample, given)


def write(cases: Sequence[Case]) -> Iterator[str]:
    """A sample for each case; the ideal is the first thing that the last reply must contain, alternatives and all."""
    for case in cases:
        yield orjson.dumps(shown(case) | {"turnwise": carried(case)}).decode()


def shown(case: Case) -> dict[str, Any]:
    """The sample: what OpenAI's tools look at. Without an ideal there is an empty one, which every reply contains."""
    asked = [turn for turn in case.turns if turn.says]
    contains = asked[-1].expect.contains or [asked[-1].expect.conveys or [""]]
    return {
        "id": case.id,
        "input": [{"role": "user", "content": "\n".join(turn.says or ())} for turn in asked],
        "ideal": contains[0] if len(contains[0]) > 1 else contains[0][0],
    }


def shown_in_item(case: Case) -> dict[str, Any]:
    """The same with one ideal, the first of its alternatives: criteria of the Evals API know texts only."""
    sample = shown(case)
    return sample | {"ideal": sample["ideal"][0]} if isinstance(sample["ideal"], list) else sample
