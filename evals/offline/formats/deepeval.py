"""DeepEval's goldens, a JSON object a line or a JSON array of them: single turns (`input`), conversations (`turns`).

Read: `input` and `expected_output`, `turns` of `role` and `content` (the user's are played), `name`, `scenario` and
`expected_outcome` (as what the case is about), `language` and `tags` of `additional_metadata`. An expected output is a
reference: the reply must convey what it says, in whatever words. A scenario without turns is a simulated case, for a
model to play: its goal, and that it is solved in the end. Written for `add_goldens_from_jsonl_file`: a dataset
of DeepEval's holds either single turns or conversations, so that one longer case makes conversations of all. The whole
case goes along in `additional_metadata`, and comes back as it was where DeepEval's own fields were not changed.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Self

import orjson
from pydantic import BaseModel, model_validator

from evals.offline.case import AnyCase, Case
from evals.offline.json_lines import Said, carried, cases_of, unedited

PERSONA = "polite"
"""Of simulated cases: what DeepEval says of a person's manner is part of the goal."""


class About(BaseModel):
    """What the format has no place for; `turnwise` is the case that the golden was written of."""

    language: str | None = None
    tags: tuple[str, ...] = ()
    turnwise: dict[str, Any] | None = None


class Golden(BaseModel):
    """One golden; other fields are passed over."""

    name: str | None = None
    input: str | None = None
    expected_output: str | None = None
    turns: list[Said] | None = None
    scenario: str | None = None
    expected_outcome: str | None = None
    user_description: str | None = None
    additional_metadata: About | None = None

    @model_validator(mode="after")
    def _has_words(self) -> Self:
        if self.input is None and not self.turns and not self.scenario:
            raise ValueError("has neither `input`, `turns` nor a `scenario`")
        return self


def read(lines: Iterable[str], language: str) -> Iterator[tuple[int, AnyCase | str]]:
    """A case for each golden."""

    def given(golden: Golden, number: int) -> Mapping[str, Any]:
        about = golden.additional_metadata or About()
        named = {"id": golden.name or f"line-{number}", "language": about.language or language, "tags": about.tags}
        if golden.input is None and not golden.turns:
            goal = "\n".join(filter(None, (golden.scenario, golden.expected_outcome, golden.user_description)))
            return named | {"persona": PERSONA, "goal": goal, "success": {"solved": True}}
        show = _single if golden.turns is None else _conversation
        if known := unedited(about.turnwise, show, _seen(golden)):
            return known
        if golden.turns is None:
            expect = {"conveys": golden.expected_output} if golden.expected_output else {}
            turns: list[dict[str, Any]] = [{"says": golden.input, "expect": expect}]
        else:
            turns = [{"says": turn.content} for turn in golden.turns if turn.role == "user"]
        return named | {"about": golden.scenario or golden.expected_outcome or "", "turns": turns}

    return cases_of(lines, Golden, given)


def write(cases: Sequence[Case]) -> Iterator[str]:
    """A golden for each case, all of one kind."""
    show = _single if all(len(_asked(case)) == 1 for case in cases) else _conversation
    for case in cases:
        about = {"language": case.language, "tags": case.tags, "turnwise": carried(case)}
        yield orjson.dumps(show(case) | {"additional_metadata": about}).decode()


def _single(case: Case) -> dict[str, Any]:
    return {
        "name": case.id,
        "input": "\n".join(_asked(case)[0]),
        "expected_output": _references(case)[0] or None,
    }


def _conversation(case: Case) -> dict[str, Any]:
    return {
        "name": case.id,
        "scenario": case.about or case.id,  # without one DeepEval takes it for a single turn
        "turns": [{"role": "user", "content": "\n".join(says)} for says in _asked(case)],
        "expected_outcome": " ".join(filter(None, _references(case))) or None,
    }


def _seen(golden: Golden) -> dict[str, Any]:
    if golden.turns is None:
        return golden.model_dump(include={"name", "input", "expected_output"})
    return golden.model_dump(include={"name", "scenario", "turns", "expected_outcome"})


def _asked(case: Case) -> list[list[str]]:
    return [turn.says for turn in case.turns if turn.says]


def _references(case: Case) -> list[str]:
    """What each reply must convey; else the first of each thing that it must contain."""
    expected = [turn.expect for turn in case.turns if turn.says]
    return [" ".join(one.conveys or [first[0] for first in one.contains or ()]) for one in expected]
