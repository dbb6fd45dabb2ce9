"""`turnwise eval replay` over what an installation has stored."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.service.cli.conftest import Turnwise

Lines = Callable[..., Path]
QUESTION = "What does express delivery to Germany cost?"


def test_a_candidate_is_compared_over_stored_conversations(turnwise: Turnwise, lines: Lines, tmp_path: Path) -> None:
    asked = [
        {"id": str(n), "messages": [{"role": "user", "content": text}]}
        for n, text in enumerate(
            ["What does express delivery to Germany cost? I am jo@mail.example", "灯的保修期多久？"] * 6
        )
    ]
    assert turnwise("ask", "--input", lines(*asked), "--store", "--json").code == 0
    report = tmp_path / "replay.html"
    upset = ("--with", "upset_threshold=0")
    done = turnwise("eval", "replay", "--since", "2026-01-01", *upset, "--report", report, "--json")
    assert done.code == 1, done.err
    (found,) = done.records
    assert found["conversations"] == 12
    assert found["green"] is False
    assert found["rates"]["transfer_rate"]["a"] == 0
    assert found["rates"]["transfer_rate"]["b"] == 1
    assert found["rates"]["lead_capture_rate"]["a"] == 0.5
    assert "jo@mail.example" not in done.out + report.read_text(encoding="utf-8")
    emptied = turnwise("eval", "replay", "--since", "2026-01-01", "--knowledge", "0")
    assert emptied.code == 1
    assert "would get worse" in emptied.out
    same = turnwise("eval", "replay", "--since", "2026-01-01", "--with", "business=our shop")
    assert same.code == 0, same.err
    assert "0 of 12 conversations would get other words" in same.out


def test_what_is_no_candidate_is_told(turnwise: Turnwise) -> None:
    since = ("eval", "replay", "--since", "2026-01-01")
    assert "name a candidate" in turnwise(*since).err
    assert "write NAME=VALUE" in turnwise(*since, "--with", "colour=red").err
    assert "answer_threshold" in turnwise(*since, "--with", "answer_threshold=5").err
    assert "no conversations" in turnwise(*since, "--with", "answer_threshold=0.5").err


def test_a_draft_is_replayed_before_it_is_published(
    turnwise: Turnwise, lines: Lines, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TURNWISE_PUBLISH_AFTER_REPLAY", "true")
    asked = [{"id": str(n), "messages": [{"role": "user", "content": QUESTION}]} for n in range(12)]
    assert turnwise("ask", "--input", lines(*asked), "--store", "--json").code == 0
    draft = tmp_path / "kb"
    draft.mkdir()
    since = ("eval", "replay", "--since", "2026-01-01", "--draft", "kb/shipping.md")
    (draft / "shipping.md").write_text("# Parking\n\nThere is no car park.\n")
    assert turnwise("ingest", draft, "--status", "draft").code == 0
    refused = turnwise("knowledge", "publish", "kb/shipping.md")
    assert refused.code == 1
    assert "needs a green replay" in refused.err
    worse = turnwise(*since, "--json")
    assert (worse.code, worse.records[0]["green"]) == (1, False)
    assert turnwise("knowledge", "publish", "kb/shipping.md").code == 1
    (draft / "shipping.md").write_text(
        "# Shipping\n\nExpress delivery to Germany costs 13.90 euros and takes one working day.\n"
    )
    assert turnwise("ingest", draft, "--status", "draft").code == 0
    better = turnwise(*since, "--json")
    assert (better.code, better.records[0]["changed"], better.records[0]["worse"]) == (0, 12, [])
    assert "13.90" in better.records[0]["most_changed"][0]["turns"][0]["after"]
    assert turnwise("knowledge", "publish", "kb/shipping.md").code == 0
    assert "13.90" in turnwise("ask", QUESTION).out


def test_a_document_that_there_is_not_is_told(turnwise: Turnwise, lines: Lines) -> None:
    asked = {"id": "1", "messages": [{"role": "user", "content": QUESTION}]}
    assert turnwise("ask", "--input", lines(asked), "--store", "--json").code == 0
    assert "there is no document x.md" in turnwise("eval", "replay", "--since", "2026-01-01", "--draft", "x.md").err
