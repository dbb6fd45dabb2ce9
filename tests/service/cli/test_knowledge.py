"""`turnwise knowledge`: a document's life from the command line, with what is found after each step."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.service.cli.conftest import Turnwise

Write = Callable[[int], str]
QUESTION = "What does the Borealis membership cost?"


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(euros: int) -> str:
        file = tmp_path / "borealis.md"
        file.write_text(f"# Borealis\n\nThe Borealis membership costs {euros} euros a year.\n", encoding="utf-8")
        return str(file)

    return written


def found(turnwise: Turnwise, *options: str) -> list[str]:
    hits = turnwise("search", QUESTION, "--json", *options).records[0]["hits"]
    return [hit["text"].split(" costs ")[1].split()[0] for hit in hits if "Borealis" in hit["text"]]


def test_a_draft_is_found_once_it_is_published_and_a_roll_back_brings_it_back(turnwise: Turnwise, write: Write) -> None:
    assert turnwise("ingest", write(18), "--status", "draft").code == 0
    assert found(turnwise) == []
    assert "published" in turnwise("knowledge", "publish", "borealis.md", "--note", "checked").err
    assert found(turnwise) == ["18"]
    turnwise("ingest", write(20))
    assert found(turnwise) == ["20"]
    assert turnwise("knowledge", "roll-back", "borealis.md", "--version", "1").code == 0
    assert found(turnwise) == ["18"]
    assert turnwise("knowledge", "retire", "borealis.md", "--version", "1").code == 0
    assert found(turnwise) == []

    (shown,) = turnwise("knowledge", "show", "borealis.md", "--json").records
    assert [(one["version"], one["status"]) for one in shown["versions"]] == [(2, "superseded"), (1, "retired")]
    assert [one["action"] for one in shown["events"]] == ["retire", "roll_back", "upload", "publish", "upload"]
    assert shown["events"][3]["detail"] == "checked"
    listed = turnwise("knowledge", "list")
    assert "borealis.md  version 2 superseded" in listed.out


def test_an_earlier_knowledge_base_can_be_asked(turnwise: Turnwise, write: Write) -> None:
    turnwise("ingest", write(18))
    turnwise("ingest", write(20))

    assert found(turnwise, "--at", "3") == ["18"]
    assert found(turnwise, "--at", "4") == ["20"]
    assert found(turnwise, "--at", "2") == []
    (asked,) = turnwise("ask", QUESTION, "--at", "3", "--json").records
    assert "18 euros" in asked["reply"]
    beyond = turnwise("search", QUESTION, "--at", "99")
    assert (beyond.code, "0 to 4" in beyond.err) == (2, True)


def test_versions_are_compared(turnwise: Turnwise, write: Write) -> None:
    turnwise("ingest", write(18))
    turnwise("ingest", write(20))

    shown = turnwise("knowledge", "diff", "borealis.md", "1", "2")

    assert "- The Borealis membership costs 18 euros a year." in shown.out
    assert "+ The Borealis membership costs 20 euros a year." in shown.out
    assert turnwise("knowledge", "diff", "borealis.md", "1", "9").code == 1


def test_access_product_and_validity_are_set_from_the_command_line(turnwise: Turnwise, write: Write) -> None:
    turnwise("ingest", write(18), "--access", "operators", "--product", "Borealis")
    assert (found(turnwise), found(turnwise, "--audience", "operators")) == ([], ["18"])

    assert "Borealis" in turnwise("knowledge", "access", "borealis.md", "--to", "public").err
    assert found(turnwise, "--product", "Borealis") == ["18"]
    assert found(turnwise, "--product", "Aurora") == []
    assert found(turnwise, "--language", "zh") == []

    over = turnwise("knowledge", "validity", "borealis.md", "--valid-until", "2020-01-01")
    assert "expired" in over.err
    assert found(turnwise) == []
    backwards = turnwise(
        "knowledge", "validity", "borealis.md", "--valid-from", "2030-01-01", "--valid-until", "2029-01-01"
    )
    assert (backwards.code, "before it begins" in backwards.err) == (1, True)


def test_what_a_document_says_of_itself_is_heeded(turnwise: Turnwise, tmp_path: Path) -> None:
    file = tmp_path / "borealis.md"
    text = "The Borealis membership costs 18 euros a year."
    file.write_text(f"---\naccess: operators\nproduct: Borealis\n---\n\n# Borealis\n\n{text}\n", encoding="utf-8")
    turnwise("ingest", str(file))
    assert (found(turnwise), found(turnwise, "--audience", "operators")) == ([], ["18"])

    file.write_text(f"---\nvalid_until: someday\n---\n\n{text}\n", encoding="utf-8")
    refused = turnwise("ingest", str(file))
    assert (refused.code, "2026-12-31" in refused.err) == (1, True)


def test_what_is_not_there_or_not_possible_is_told(turnwise: Turnwise) -> None:
    unknown = turnwise("knowledge", "publish", "nothing.md")
    assert (unknown.code, "knowledge list" in unknown.err) == (1, True)
    again = turnwise("knowledge", "publish", "kb/shipping.md")
    assert (again.code, "can retire" in again.err) == (1, True)


def test_words_are_put_in_force_and_taken_back(turnwise: Turnwise) -> None:
    assert turnwise("knowledge", "words", "list", "--json").records == []
    added = turnwise(
        "knowledge", "words", "add", "--name", "Halo 3", "--synonyms", "台灯, 桌灯", "--synonyms", "台灯, 桌灯"
    )
    assert (added.code, "1 name, 1 group of synonyms" in added.err) == (0, True)
    listed = turnwise("knowledge", "words", "list", "--json").records
    assert listed == [{"kind": "name", "line": "Halo 3"}, {"kind": "synonyms", "line": "台灯, 桌灯"}]
    assert "already" in turnwise("knowledge", "words", "add", "--name", "Halo 3").err
    wrong = turnwise("knowledge", "words", "add", "--synonyms", "alone")
    assert (wrong.code, "a group needs two words" in wrong.err) == (1, True)
    missing = turnwise("knowledge", "words", "remove", "Halo 4")
    assert (missing.code, "words list" in missing.err) == (1, True)
    assert turnwise("knowledge", "words", "add").code == 2

    assert turnwise("knowledge", "words", "remove", "台灯, 桌灯").code == 0
    assert turnwise("knowledge", "words", "list").out.split() == ["name", "Halo", "3"]
    history = turnwise("knowledge", "words", "history", "--json").records
    assert [(one["number"], one["names"], one["synonyms"]) for one in history] == [
        (2, ["Halo 3"], []),
        (1, ["Halo 3"], ["台灯, 桌灯"]),
    ]


def test_the_use_of_documents_is_told_with_the_turns_behind_it(turnwise: Turnwise) -> None:
    for question in ("What does express delivery to Germany cost?", "灯具的保修期是多久？"):
        assert turnwise("ask", question, "--store", "--json").records[0]["citations"]
    everything = turnwise("knowledge", "usage", "--json").records
    assert {one["document"]: one["cited"] for one in everything} == {"kb/shipping.md": 1, "kb/warranty.md": 1}
    assert "1 cited" in turnwise("knowledge", "usage").out

    (one,) = turnwise("knowledge", "usage", "kb/warranty.md", "--json").records
    assert (one["cited"], set(one["aspects"])) == (1, {"grounded", "relevant", "resolved", "rating"})
    (turn,) = turnwise("knowledge", "usage", "kb/warranty.md", "--turns", "cited", "--json").records
    assert turn["asked"] == "灯具的保修期是多久？"
    assert turnwise("knowledge", "usage", "kb/warranty.md", "--turns", "badly", "--aspect", "rating").out == ""
    assert turnwise("knowledge", "usage", "nothing.md").code == 1
    assert turnwise("knowledge", "usage", "--turns", "cited").code == 2


def test_nothing_is_to_be_refreshed_where_nothing_has_changed(turnwise: Turnwise) -> None:
    assert "0 documents were read anew" in turnwise("knowledge", "refresh").err
