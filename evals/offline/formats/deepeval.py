"""DeepEval's goldens, a JSON object a line: single turns (`input`) and conversations (`turns`).

Read: `input` and `expected_output`, `turns` of `role` and `content` (the user's are played), `name`, `scenario` and
`expected_outcome` (as what the case is about), `language` and `tags` of `additional_metadata`. An expected output is a
reference: the reply must convey what it says, in whatever words.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import orjson
from pydantic import BaseModel, Field

from evals.offline.case import Case
from evals.offline.json_lines import Said, cases_of


class About(BaseModel):
    """What the format has no place for."""

    language: str | None = None
    tags: tuple[str, ...] = ()


class Golden(BaseModel):
    """One line; other fields are passed over."""

    name: str | None = None
    input: str | None = None
    expected_output: str | None = None
    turns: list[Said] | None = None
    scenario: str | None = None
    expected_outcome: str | None = None
    additional_metadata: About | None = Field(None)


def read(lines: Iterable[str], language: str) -> Iterator[tuple[int, Case | str]]:
    """A case for each line that is not empty."""

    def given(golden: Golden, number: int) -> dict[str, Any]:
        about = golden.additional_metadata or About()
        if golden.turns is None:
            expect = {"conveys": golden.expected_output} if golden.expected_output else {}
            turns: list[dict[str, Any]] = [{"says": golden.input, "expect": expect}]
        else:
            turns = [{"says": turn.content} for turn in golden.turns if turn.role == "user"]
        return {
            "id": golden.name or f"line-{number}",
            "language": about.language or language,
            "about": golden.scenario or golden.expected_outcome or "",
            "tags": about.tags,
            "turns": turns,
        }

    return cases_of(lines, Golden, given)


def write(cases: Sequence[Case]) -> Iterator[str]:
    """A golden for each case: of one turn with an `input`, of several with `turns`."""
    for case in cases:
        asked = [turn for turn in case.turns if turn.says]
        references = [" ".join(turn.expect.conveys or [one[0] for one in turn.expect.contains or ()]) for turn in asked]
        about = {"language": case.language, "tags": case.tags}
        golden: dict[str, Any] = {"name": case.id, "additional_metadata": about}
        if len(asked) == 1:
            golden["input"] = "\n".join(asked[0].says or ())
            golden["expected_output"] = references[0] or None
        else:
            golden["scenario"] = case.about
            golden["turns"] = [{"role": "user", "content": "\n".join(turn.says or ())} for turn in asked]
            golden["expected_outcome"] = " ".join(filter(None, references)) or None
        yield orjson.dumps(golden).decode()
