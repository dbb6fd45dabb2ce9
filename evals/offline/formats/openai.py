"""OpenAI's evals, a JSON object a line: `input` (messages, or a text) and `ideal` (a text, or several that will do).

Of the messages the user's are played; instructions are the agent's own affair. The last reply must contain the ideal.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import orjson
from pydantic import BaseModel

from evals.offline.case import Case
from evals.offline.json_lines import Said, cases_of


class Sample(BaseModel):
    """One line; other fields are passed over."""

    id: str | int | None = None
    input: str | list[Said]
    ideal: str | list[str] | None = None


def read(lines: Iterable[str], language: str) -> Iterator[tuple[int, Case | str]]:
    """A case for each line that is not empty."""

    def given(sample: Sample, number: int) -> dict[str, Any]:
        said = [Said(role="user", content=sample.input)] if isinstance(sample.input, str) else sample.input
        turns: list[dict[str, Any]] = [{"says": one.content} for one in said if one.role == "user"]
        if turns and sample.ideal:
            turns[-1]["expect"] = {"contains": [[sample.ideal] if isinstance(sample.ideal, str) else sample.ideal]}
        return {"id": str(sample.id or f"line-{number}"), "language": language, "turns": turns}

    return cases_of(lines, Sample, given)


def write(cases: Sequence[Case]) -> Iterator[str]:
    """A sample for each case; the ideal is the first thing that the last reply must contain, alternatives and all."""
    for case in cases:
        asked = [turn for turn in case.turns if turn.says]
        contains = asked[-1].expect.contains or [asked[-1].expect.conveys or [""]]
        sample = {
            "id": case.id,
            "input": [{"role": "user", "content": "\n".join(turn.says or ())} for turn in asked],
            "ideal": contains[0] if len(contains[0]) > 1 else contains[0][0],
        }
        yield orjson.dumps(sample).decode()
