"""Warnings against what public dialogues were rated later."""

import json
from pathlib import Path

import pytest

from evals.benchmarks import forewarning
from evals.benchmarks.cached_encoder import CachedEncoder
from evals.benchmarks.kept_vectors import KeptVectors
from evals.benchmarks.made_encoder import MadeEncoder
from evals.benchmarks.measures import is_tuning


def test_whole_dialogues_are_resampled_and_the_order_of_scores_counts() -> None:
    told = forewarning.by_dialogue([[(0.9, 1.0), (0.8, 1.0)], [(0.1, 0.0)], [(0.2, 0.0), (0.3, 0.0)]])
    assert told.value == 1.0
    assert told.n == 3


async def test_a_turn_before_a_dissatisfied_rating_counts_as_such(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = KeptVectors(tmp_path / "vectors.sqlite")
    monkeypatch.setattr(forewarning, "load_encoders", lambda settings: [MadeEncoder()])
    monkeypatch.setattr(forewarning, "CachedEncoder", lambda one: CachedEncoder(one, kept))
    names = [name for name in range(40) if not is_tuning(str(name))][:2]
    folder = tmp_path / "uss_mwoz_en"
    folder.mkdir()
    said = [("USER", "A room please", [3, 3, 3]), ("SYSTEM", "No.", []), ("USER", "Why not?", [1, 1, 2])]
    calm = [("USER", "A room please", [3, 3, 3]), ("SYSTEM", "Room 4.", []), ("USER", "Thanks", [3, 3, 4])]
    with (folder / "dev.jsonl").open("w") as file:
        for name, turns in zip(names, (said, calm), strict=True):
            lines = [{"role": role, "text": text, "action": "", "sat": sat} for role, text, sat in turns]
            file.write(json.dumps({"dialog": name, "turns": lines}) + "\n")
    (row,) = [row for row in await forewarning.run(tmp_path) if isinstance(row, forewarning.ForewarnedTurns)]
    assert (row.n_dialogues, row.n_turns, row.n_before) == (2, 2, 1)
    assert row.auroc.value in (0.0, 0.5, 1.0)
