"""The benchmark of satisfaction: turns of rated dialogues, the grader beside others."""

from pathlib import Path

import numpy as np
import pytest

from evals.benchmarks import measures, satisfaction, triage_baselines
from evals.benchmarks.satisfaction_sets import rated_sets
from tests.evals.benchmarks.sets import write
from tests.models import lend_models

WORDS = {2: "好的，谢谢，太好了", 0: "不是这个，你们到底会不会看", 1: "订单号是 88123907"}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Each dialogue: three rated turns, the second of which follows a message without a reply."""
    classes = ("dissatisfied", "neutral", "satisfied")
    write(
        tmp_path / "jddc_satisfaction_zh" / "dev.jsonl",
        [
            {
                "dialog": at,
                "turns": [
                    {"user": "在吗", "system": "您好", "label": None},
                    {"user": WORDS[1], "system": "", "label": classes[1]},
                    {"user": WORDS[0], "system": "十元", "label": classes[0]},
                    {"user": WORDS[2], "system": "", "label": classes[2]},
                ],
            }
            for at in range(12)
        ],
    )
    return tmp_path


async def test_the_grader_is_measured_beside_others(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TURNWISE_DATA", str(lend_models(tmp_path / "own")))
    monkeypatch.setattr(measures, "_RESAMPLES", 20)
    monkeypatch.setattr(triage_baselines, "find_spec", lambda package: None)
    rows = await satisfaction.run(data)
    by_system = {row.system: row for row in rows if isinstance(row, satisfaction.Satisfaction)}
    assert by_system["Turnwise"].macro_f1.value == 1
    assert by_system["Turnwise"].spearman.value > 0.8
    assert by_system["keywords"].macro_f1.value < 1
    (ahead,) = (row for row in rows if isinstance(row, satisfaction.SatisfactionAhead))
    assert ahead.macro_f1.value == pytest.approx(1 - by_system["keywords"].macro_f1.value)


def test_a_rating_belongs_to_the_turn_before_the_message(data: Path) -> None:
    (found,) = rated_sets(data)
    first, second, third = [row for row in found.reporting if row.dialogue == found.reporting[0].dialogue]
    assert (first.context.turn.question, first.context.turn.reply, first.words) == ("在吗", "您好", WORDS[1])
    assert (second.context.turn.question, second.context.turn.reply) == (WORDS[1], "")
    assert third.context.turn.question == f"{WORDS[1]}\n{WORDS[0]}"
    assert third.context.turn.reply == "十元"


def test_thresholds_are_the_best_ones() -> None:
    low, high = satisfaction.best_thresholds(np.array([0, 0, 1, 1, 2, 2.0]), np.array([0, 0, 1, 1, 2, 2]))
    assert 0 < low <= 1 < high <= 2
