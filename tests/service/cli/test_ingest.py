"""`turnwise ingest` and `turnwise search`."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.service.cli.conftest import Turnwise


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of documents, some of them of no use."""
    made = tmp_path / "shop"
    (made / "zh").mkdir(parents=True)
    (made / "returns.txt").write_text("Goods can be returned within 45 days of delivery.", encoding="utf-8")
    (made / "zh" / "gbk.txt").write_bytes("羊毛地毯只能干洗，不能机洗。".encode("gb18030"))
    (made / "empty.md").write_bytes(b"")
    (made / "logo.png").write_bytes(b"\x89PNG")
    (made / "broken.pdf").write_bytes(b"%PDF-1.7 nothing here")
    return made


def test_each_file_gets_its_line_and_one_that_fails_stops_no_other(fresh: Turnwise, folder: Path) -> None:
    done = fresh("ingest", folder, "--json")
    assert done.code == 1
    assert all(list(record) == ["document", "outcome", "chunks", "embedded", "error"] for record in done.records)
    outcomes = {record["document"]: record["outcome"] for record in done.records}
    assert outcomes == {
        "shop/broken.pdf": "failed",
        "shop/empty.md": "failed",
        "shop/logo.png": "skipped",
        "shop/returns.txt": "created",
        "shop/zh/gbk.txt": "created",
    }
    assert all(bool(record["error"]) is (record["outcome"] in ("failed", "skipped")) for record in done.records)


def test_files_in_gb18030_are_found_by_what_they_say(fresh: Turnwise, folder: Path) -> None:
    assert fresh("ingest", folder / "zh").code == 0
    (found,) = fresh("search", "羊毛地毯可以机洗吗", "--json").records
    assert (found["hits"][0]["document"], found["hits"][0]["text"]) == ("zh/gbk.txt", "羊毛地毯只能干洗，不能机洗。")


def test_a_second_time_nothing_changes_and_nothing_is_embedded(fresh: Turnwise, folder: Path) -> None:
    first = fresh("ingest", folder / "returns.txt", "--json").records
    second = fresh("ingest", folder / "returns.txt", "--json").records
    assert (first[0]["document"], first[0]["outcome"], first[0]["embedded"]) == ("returns.txt", "created", 1)
    assert (second[0]["outcome"], second[0]["embedded"]) == ("unchanged", 0)


def test_a_changed_file_takes_the_place_of_the_old_one(fresh: Turnwise, folder: Path) -> None:
    fresh("ingest", folder / "returns.txt")
    (folder / "returns.txt").write_text("Goods can be returned within 60 days of delivery.", encoding="utf-8")
    assert fresh("ingest", folder / "returns.txt", "--json").records[0]["outcome"] == "replaced"
    (found,) = fresh("search", "return within days", "--json").records
    assert [hit["text"] for hit in found["hits"]] == ["Goods can be returned within 60 days of delivery."]


def test_a_file_that_is_named_but_not_read_has_failed(fresh: Turnwise, folder: Path) -> None:
    done = fresh("ingest", folder / "logo.png", "--json")
    assert (done.code, done.records[0]["outcome"]) == (1, "failed")


def test_a_file_that_is_too_large_is_not_even_read(fresh: Turnwise, tmp_path: Path) -> None:
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(200_000_000)
    done = fresh("ingest", large, "--json")
    assert (done.code, done.records[0]["outcome"]) == (1, "failed")
    assert "200.0 MB" in done.records[0]["error"]


def test_a_path_that_is_not_there_is_a_usage_error(fresh: Turnwise) -> None:
    assert fresh("ingest", "/no/such/folder").code == 2


def test_search_lines_have_exactly_these_fields_best_hit_first(turnwise: Turnwise, lines: Callable[..., Path]) -> None:
    queries = [{"id": "a", "query": "express delivery Germany"}, b"{", {"id": 2, "query": "灯具保修"}, {"id": 3}]
    done = turnwise("search", "--input", lines(*queries), "--k", "2", "--json")
    assert done.code == 1
    assert [list(record) for record in done.records] == [["id", "hits"]] * 2
    assert [record["id"] for record in done.records] == ["a", 2]
    assert [record["hits"][0]["document"] for record in done.records] == ["kb/shipping.md", "kb/warranty.md"]
    for record in done.records:
        assert all(list(hit) == ["document", "chunk_id", "score", "text"] for hit in record["hits"])
        scores = [hit["score"] for hit in record["hits"]]
        assert scores == sorted(scores, reverse=True)
    assert [line.split(":")[0] for line in done.err.splitlines()[:2]] == ["line 2", "line 4"]
