from pathlib import Path
from typing import Literal

import pytest

from evals.benchmarks import stages
from evals.benchmarks.stage_settings import stages as stages_of
from knowledge.settings import KnowledgeSettings
from tests.evals.benchmarks.sets import write_bank, write_squad


class _Switched(KnowledgeSettings):
    retrieval_synonyms: bool = True
    retrieval_late_interaction: bool = False
    retrieval_fusion: Literal["weighted", "ranks"] = "weighted"
    retrieval_depth: int = 3


def test_every_switch_of_the_settings_is_a_stage() -> None:
    found = {stage.name: stage.overrides for stage in stages_of(_Switched())}
    assert found["as shipped"] == {}
    assert found["without synonyms"] == {"retrieval_synonyms": False}
    assert found["with late interaction"] == {"retrieval_late_interaction": True}
    assert found["fusion ranks"] == {"retrieval_fusion": "ranks"}
    assert "fusion weighted" not in found
    assert not any("depth" in name for name in found)


async def test_each_leg_and_each_switch_is_measured_against_what_is_shipped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stages, "KnowledgeSettings", _Switched)
    write_squad(tmp_path)
    write_bank(tmp_path)
    rows = {(row.name, row.stage): row for row in await stages.run(tmp_path) if isinstance(row, stages.Row)}
    for name in ("squad2_en", "bq_bank_zh"):
        assert rows[name, "words alone"].hit_at_1.value > 0.9
        assert rows[name, "as shipped"].hit_at_1_change.value == 0
        assert (name, "without synonyms") in rows
    assert rows["squad2_en", "dense alone"].hit_at_1.value > 0.9
    alone, shipped = rows["bq_bank_zh", "dense alone"], rows["bq_bank_zh", "as shipped"]
    change = alone.hit_at_1.value - shipped.hit_at_1.value
    assert alone.hit_at_1_change.value == pytest.approx(change)
