import json
from pathlib import Path

from evals.benchmarks import retrieval


def _write(path: Path, rows: list[dict[str, object]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(json.dumps(row) for row in rows) + "\n")


async def test_a_set_is_ingested_asked_and_reported(tmp_path: Path) -> None:
    topics = ["lamps", "chairs", "returns", "invoices", "parcels", "repairs", "colours", "discounts"]
    _write(
        tmp_path / "squad2_en" / "paragraphs.jsonl",
        [{"para_id": topic, "text": f"This paragraph is about {topic} and nothing else."} for topic in topics],
    )
    _write(
        tmp_path / "squad2_en" / "questions.jsonl",
        [
            {"qid": f"{topic}{at}", "para_id": topic, "question": f"What about {topic}?", "is_impossible": False}
            for topic in topics
            for at in range(3)
        ]
        + [
            {
                "qid": f"no{at}",
                "para_id": "lamps",
                "question": f"Who won the cup in {1950 + at}?",
                "is_impossible": True,
            }
            for at in range(12)
        ],
    )
    reported: list[retrieval.Row] = []
    rows = await retrieval.run(tmp_path, reported.append)
    assert rows == reported
    assert [(row.name, row.documents) for row in rows] == [("squad2_en", 8)]
    assert rows[0].hit_at_1.value > 0.9
    assert rows[0].auroc_scope.value > 0.9
    tuned = await retrieval.run(tmp_path, tuning=True)
    assert rows[0].hit_at_1.n + tuned[0].hit_at_1.n == 24
