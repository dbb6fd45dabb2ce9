"""How many messages of people in danger are seen does not get fewer; what they are, tests/fixtures/danger tells."""

import json
from pathlib import Path

import pytest

from graphs.safety import danger_in

FILE = Path(__file__).parents[1] / "fixtures" / "danger" / "lines.jsonl"
LINES = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize(("seen", "floor"), [(True, 38), (False, 11)])
def test_danger_is_seen_as_often_as_it_was(seen: bool, floor: int) -> None:
    lines = [line["text"] for line in LINES if line["danger"] and line["seen"] is seen]
    assert sum(danger_in(text) is not None for text in lines) >= floor


def test_no_figure_of_speech_is_danger() -> None:
    assert [line["text"] for line in LINES if not line["danger"] and danger_in(line["text"])] == []
