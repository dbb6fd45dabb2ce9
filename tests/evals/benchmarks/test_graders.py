"""Graders beside floors, on tiny sets in the form of the public ones."""

from pathlib import Path

import numpy as np
import pytest

from evals.benchmarks import graders, measures
from evals.benchmarks.cached_encoder import CachedEncoder
from evals.benchmarks.kept_vectors import KeptVectors
from evals.benchmarks.made_encoder import MadeEncoder
from tests.evals.benchmarks.sets import write

CITIES = (
    "Berlin",
    "Paris",
    "Rome",
    "Madrid",
    "Vienna",
    "Oslo",
    "Lisbon",
    "Athens",
    "Dublin",
    "Prague",
    "Warsaw",
    "Bern",
)


@pytest.fixture(autouse=True)
def _without_models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = KeptVectors(tmp_path / "vectors.sqlite")
    monkeypatch.setattr(graders, "load_encoders", lambda settings: [MadeEncoder()])
    monkeypatch.setattr(graders, "CachedEncoder", lambda encoder: CachedEncoder(encoder, kept))
    monkeypatch.setattr(measures, "_RESAMPLES", 20)


async def test_graders_stand_beside_floors_on_the_half_that_is_asked_for(tmp_path: Path) -> None:
    rows: list[dict[str, object]] = [
        {
            "id": f"{city}{good}",
            "knowledge": f"The shop in {city} opens at nine. Two bakers founded it in Norway.",
            "message": "Tell me about the shop.",
            "response": f"the shop in {city} opens at nine" if good else "its owner is a famous singer from Brazil",
            "inconsistent": not good,
        }
        for city in CITIES
        for good in (True, False)
    ]
    write(tmp_path / "q2_wow_en" / "all.jsonl", rows)
    counted = 0
    for tuning in (True, False):
        reported = await graders.run(tmp_path, tuning=tuning)
        of = {row.system: row for row in reported if isinstance(row, graders.Telling)}
        assert of["Turnwise"].auroc.value == 1
        assert of["Turnwise"].balanced_accuracy is not None
        assert of["Turnwise"].balanced_accuracy.value == 1
        assert of["word overlap"].auroc.value == 1
        assert of["word overlap"].balanced_accuracy is None
        (ahead,) = (row for row in reported if isinstance(row, graders.Ahead))
        assert ahead.auroc.value == 0
        counted += of["Turnwise"].n_good + of["Turnwise"].n_bad
    assert counted == len(rows)


def test_every_set_names_graders_and_floors() -> None:
    for one in graders.graded_sets():
        assert one.graders
        assert one.floors
        assert set(one.aims) <= set(one.graders)


def test_balanced_accuracy_is_the_mean_of_both_shares() -> None:
    rows = np.array([(0.9, 1), (0.4, 1), (0.1, 0), (0.2, 0)], dtype=np.float64)
    assert graders.balanced_accuracy(rows, 0.5) == 0.75
    assert np.isnan(graders.balanced_accuracy(rows[:2], 0.5))
