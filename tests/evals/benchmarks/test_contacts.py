import json
from collections import Counter
from pathlib import Path
from typing import Any

from evals.benchmarks import contacts
from evals.benchmarks.contact_scores import score
from evals.benchmarks.contact_sets import digits, load_tasks


def write(path: Path, rows: list[dict[str, Any]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")


def span(text: str, kind: str, value: str) -> dict[str, Any]:
    start = text.index(value)
    return {"type": kind, "value": value, "start": start, "end": start + len(value)}


def test_a_detail_that_is_found_twice_counts_once_too_often() -> None:
    reached = score([(Counter(["a", "b"]), Counter(["a", "a"])), (Counter(), Counter())])
    assert (reached.n, reached.precision, reached.recall, reached.f1.value) == (2, 0.5, 0.5, 0.5)


def test_numbers_are_compared_without_their_extension_and_the_chinese_country_code() -> None:
    assert digits("345-899-3560x4587") == "3458993560"
    assert digits("+86 138 0013 8000") == digits("13800138000")


async def test_each_half_is_measured_beside_the_peers_that_are_there(tmp_path: Path) -> None:
    text = "工作联系：13800138000，邮箱 li@example.cn"
    spans = [span(text, "mobile", "13800138000"), span(text, "email", "li@example.cn")]
    write(tmp_path / "ccf2020_pii_zh" / "dev.jsonl", [{"id": at, "text": text, "spans": spans} for at in range(4)])
    turns = [{"role": "user", "content": "My name is Mei Davis, mei@example.com."}]
    gold = {"first_name": "Mei", "last_name": "Davis", "email": "mei@example.com"}
    write(tmp_path / "tau_retail_contact_en" / "all.jsonl", [{"id": at, "turns": turns, "gold": gold} for at in (1, 2)])
    rows = [row for row in await contacts.run(tmp_path) if isinstance(row, contacts.Row)]
    ours = {(row.name, row.kind): row for row in rows if row.system == "Turnwise"}
    assert ours["ccf2020_pii_zh", "true mobiles"].n == 4
    assert ours["ccf2020_pii_zh", "e-mail"].f1.value == 1
    assert ours["tau_retail_contact_en", "name"].f1.value == 1
    assert ours["tau_retail_contact_en", "e-mail"].n == 1
    assert ours["hard lines", "all types"].f1.value > 0.95
    assert any(row.system == "regular expressions" for row in rows)
    assert [len(task.texts) for task in load_tasks(tmp_path, tuning=True)][-1] == 1
    assert ours["ccf2020_pii_zh", "e-mail"].seen
    assert not ours["tau_retail_contact_en", "e-mail"].seen
