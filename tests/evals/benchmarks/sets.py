"""A tiny set in the form of a public one."""

import json
from pathlib import Path

TOPICS = ("lamps", "chairs", "returns", "invoices", "parcels", "repairs", "colours", "discounts")


def write(path: Path, rows: list[dict[str, object]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n", encoding="utf-8")


def write_squad(data: Path) -> None:
    """Eight paragraphs, three questions about each, and twelve that nothing answers."""
    about = [{"para_id": topic, "text": f"This paragraph is about {topic} and nothing else."} for topic in TOPICS]
    known: list[dict[str, object]] = [
        {"qid": f"{topic}{at}", "para_id": topic, "question": f"What about {topic}?", "is_impossible": False}
        for topic in TOPICS
        for at in range(3)
    ]
    strange: list[dict[str, object]] = [
        {"qid": f"no{at}", "para_id": "lamps", "question": f"Who won the cup in {1950 + at}?", "is_impossible": True}
        for at in range(12)
    ]
    write(data / "squad2_en" / "paragraphs.jsonl", [dict(row) for row in about])
    write(data / "squad2_en" / "questions.jsonl", [*known, *strange])


def write_bank(data: Path) -> None:
    """Chinese: four questions known, each asked in other words eight times, and twelve that are out of scope."""
    known = ("怎么修改密码", "贷款利率是多少", "如何提前还款", "额度什么时候恢复")
    asked = ("请问{}", "我想知道{}", "{}呢", "{}？", "你好，{}", "帮我看看{}", "{}啊", "麻烦问下{}")
    write(
        data / "bq_bank_zh" / "kb_questions.jsonl",
        [{"doc_id": at, "question": question, "group": at} for at, question in enumerate(known)],
    )
    write(
        data / "bq_bank_zh" / "queries.jsonl",
        [
            {"qid": f"{group}-{at}", "query": way.format(question), "group": group}
            for group, question in enumerate(known)
            for at, way in enumerate(asked)
        ],
    )
    write(
        data / "bq_bank_zh" / "queries_out_of_scope.jsonl",
        [{"qid": f"oos-{at}", "query": f"第{at}届世界杯谁赢了"} for at in range(12)],
    )
