from pathlib import Path

import pytest

from evals.benchmarks import intent, measures
from tests.evals.benchmarks.sets import write
from tests.models import lend_models


async def test_intents_and_strange_messages_are_measured_beside_the_nearest_example(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TURNWISE_DATA", str(lend_models(tmp_path / "own")))
    monkeypatch.setattr(measures, "_RESAMPLES", 20)
    asked = {"transfer": "move {} dollars to my savings", "weather": "will it rain in {} days", "menu": "cook {} eggs"}
    for name, numbers in (("train", range(8)), ("test", range(20, 40))):
        rows: list[dict[str, object]] = [
            {"text": text.format(at), "intent": label} for label, text in asked.items() for at in numbers
        ]
        write(tmp_path / "clinc150_en" / f"{name}.jsonl", rows)
    strange = [{"text": f"who wrote chapter {at} of the bible", "intent": "oos"} for at in range(20)]
    write(tmp_path / "clinc150_en" / "oos_test.jsonl", [dict(row) for row in strange])
    rows_of = {row.system: row for row in await intent.run(tmp_path) if isinstance(row, intent.Row)}
    ours = rows_of["Turnwise"]
    assert ours.accuracy.value > 0.95
    assert ours.auroc.value > 0.95
    assert ours.kept is not None
    assert ours.strange is not None
    assert ours.kept > ours.strange
    assert rows_of["nearest example"].n_tests == ours.n_tests
