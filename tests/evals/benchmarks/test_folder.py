from pathlib import Path

from evals.benchmarks import folder
from tests.evals.benchmarks.sets import write_bank, write_squad


async def test_a_folder_in_two_languages_and_encodings_is_read_searched_and_asked_by_the_commands(
    tmp_path: Path,
) -> None:
    write_squad(tmp_path)
    write_bank(tmp_path)
    heard: list[object] = []
    reported = await folder.run(tmp_path, heard.append)
    (ingested,) = (one for one in reported if isinstance(one, folder.Ingested))
    assert (ingested.files, ingested.in_gb18030, ingested.failures, ingested.skipped) == (12, 4, 0, 0)
    assert ingested.chunks == 12
    assert ingested in heard
    rows = {one.name: one for one in reported if isinstance(one, folder.Row)}
    assert {name: row.documents for name, row in rows.items()} == {"squad2_en": 8, "bq_bank_zh": 4}
    for row in rows.values():
        assert row.hit_at_1.value > 0.9
        assert row.right.value <= row.answered.value
        assert row.strange.n > 0
    (speed,) = (one for one in reported if isinstance(one, folder.Speed))
    assert speed.questions == sum(row.hit_at_1.n + row.strange.n for row in rows.values())
