"""The labelled conversations are readable, as many as their README says, and no two alike."""

import json
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from evals.labelled_conversations import (
    DEVELOPING,
    FOLDER,
    Escalation,
    LabelledError,
    LabelledTurn,
    load_escalations,
    load_turns,
)
from graphs.evaluator.grader import GradingContext


@pytest.fixture(scope="module")
def turns() -> list[LabelledTurn]:
    return load_turns()


@pytest.fixture(scope="module")
def escalations() -> list[Escalation]:
    return load_escalations()


def test_there_are_as_many_of_each_label_and_language_as_the_readme_says(
    turns: list[LabelledTurn], escalations: list[Escalation]
) -> None:
    counted = Counter((f"handoff.{turn.handoff}", turn.language) for turn in turns)
    counted.update((f"lead.{turn.lead}", turn.language) for turn in turns)
    counted.update((f"ended.{escalation.ended}", escalation.language) for escalation in escalations)
    assert counted == counts_in_readme()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_two_conversations_are_nearly_the_same(
    turns: list[LabelledTurn], escalations: list[Escalation], language: str
) -> None:
    texts = {turn.id: all_said(turn.context) for turn in turns if turn.language == language}
    texts |= {one.id: [said.text for said in one.messages] for one in escalations if one.language == language}
    assert alike(texts) == []


def test_what_the_graders_are_made_on_is_nothing_that_they_are_measured_by(
    turns: list[LabelledTurn], escalations: list[Escalation]
) -> None:
    measured = {turn.id: all_said(turn.context) for turn in turns}
    measured |= {one.id: [said.text for said in one.messages] for one in escalations}
    made_on = {f"dev/{turn.id}": all_said(turn.context) for turn in load_turns(DEVELOPING)}
    made_on |= {f"dev/{one.id}": [said.text for said in one.messages] for one in load_escalations(DEVELOPING)}
    assert len(made_on) >= 280
    shared = [pair for pair in alike(measured | made_on) if len({name.startswith("dev/") for name in pair}) == 2]
    assert shared == []


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"labels": {"handoff": "missed", "lead": "rihgt"}}, "labels.lead: Input should be 'right', 'missed'"),
        ({"labels": {"handoff": "right", "lead": "none"}}, "labels.handoff: 'right' contradicts handed_off"),
        ({"lead": {"fields": [{"type": "phone", "value": "+1", "raw": "555 0199"}]}}, "'none' contradicts the lead"),
        ({"mesages": []}, "mesages: Extra inputs are not permitted"),
        ({"id": "a"}, "id: 'a' is taken by an earlier row"),
        ({"language": "zh"}, "language: 'zh' does not belong into this file"),
    ],
)
def test_a_bad_row_is_refused_with_its_file_line_and_field(
    tmp_path: Path, changed: dict[str, Any], problem: str
) -> None:
    row = {
        "id": "a", "language": "en", "messages": [{"role": "user", "content": "Open today?"}], "reply": "Yes.",
        "next": [], "handed_off": False, "lead": None, "easy": True,
        "labels": {"handoff": "not_needed", "lead": "none"}, "why": "A plain question.",
    }  # fmt: skip
    file = tmp_path / "handoffs_and_leads_en.jsonl"
    file.write_text("\n".join(json.dumps(one) for one in (row, row | {"id": "b"} | changed)))
    (tmp_path / "handoffs_and_leads_zh.jsonl").touch()
    with pytest.raises(LabelledError) as raised:
        load_turns(tmp_path)
    assert str(raised.value).startswith(f"{file}:2: ")
    assert problem in str(raised.value)


def all_said(context: GradingContext) -> list[str]:
    turn = context.turn
    return [said.text for said in (*turn.history, *turn.asked, *turn.replies, *(context.following or ()))]


def counts_in_readme() -> Counter[tuple[str, str]]:
    """The counts of the README's tables, by `kind.label` and language."""
    counts: Counter[tuple[str, str]] = Counter()
    kind = ""
    for line in (FOLDER / "README.md").read_text(encoding="utf-8").splitlines():
        if head := re.match(r"\| `(?:labels\.)?(\w+)` \| means", line):
            kind = head[1]
        elif row := re.match(r"\| `(\w+)` \|.*\| (\d+) \| (\d+) \|$", line):
            counts.update({(f"{kind}.{row[1]}", "en"): int(row[2]), (f"{kind}.{row[1]}", "zh"): int(row[3])})
    return counts


def alike(texts: dict[str, list[str]]) -> list[tuple[str, str]]:
    """Pairs of ids whose sets of character trigrams have a Jaccard index of .6 or more."""
    columns: dict[str, int] = {}
    sets = [[columns.setdefault(trigram, len(columns)) for trigram in trigrams(lines)] for lines in texts.values()]
    has = np.zeros((len(sets), len(columns)), dtype=np.float32)
    for row, held in zip(has, sets, strict=True):
        row[held] = 1
    shared, sizes = has @ has.T, has.sum(axis=1)
    near = np.triu(shared >= 0.6 * (sizes[:, None] + sizes - shared), k=1)
    names = list(texts)
    return [(names[one], names[other]) for one, other in np.argwhere(near)]


def trigrams(lines: Iterable[str]) -> set[str]:
    text = " ".join(" ".join(lines).lower().split())
    return {text[start : start + 3] for start in range(len(text) - 2)}
