import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from knowledge.document import Chunk
from knowledge.health.check import check
from knowledge.health.findings import Asked, Base, DocumentFacts, Finding, Thresholds
from knowledge.health.messages import MESSAGES, summary

_NOW = datetime(2026, 3, 1, tzinfo=UTC)
_ANSWER = "Unused items in their original packaging can be sent back to the warehouse free of charge."


def _chunk(at: int, text: str, document: str = "a.md", question: str = "", headings: tuple[str, ...] = ("A",)) -> Chunk:
    return Chunk(f"c{at}", f"id-{document}", document, "A", at, headings, text, "en", question)


def _document(name: str = "a.md", days: int = 1, valid_days: int | None = None, title: str = "A") -> DocumentFacts:
    until = None if valid_days is None else _NOW + timedelta(days=valid_days)
    return DocumentFacts(f"id-{name}", name, title, _NOW - timedelta(days=days), until)


def _messages(base: Base) -> list[str]:
    return [finding.message for finding in check(base)]


def test_a_sound_base_has_nothing_to_tell() -> None:
    assert not list(check(Base([_chunk(0, _ANSWER)], [_document()], _NOW, {"c0": 3})))


@pytest.mark.parametrize(
    "text",
    [
        "The offer is valid until 31 Dec 2023.",
        "本活动截止到2023年12月31日。",
        "Valid through December 2023 in all our shops.",
    ],
)
def test_a_validity_in_the_past_is_stale(text: str) -> None:
    [finding] = check(Base([_chunk(0, text)], [_document()], _NOW))
    assert (finding.message, finding.severity, finding.chunk_ids) == ("stale.date_past", "high", ("c0",))
    assert "2023" in str(finding.values["date"])


@pytest.mark.parametrize(
    "text",
    [
        "The offer is valid until 31 Dec 2026.",
        "The lamp was discontinued in March 2024.",
        "本活动截止到2026年12月31日。",
    ],
)
def test_a_future_validity_and_a_mere_past_date_are_not_stale(text: str) -> None:
    assert not list(check(Base([_chunk(0, text)], [_document()], _NOW)))


@pytest.mark.parametrize(
    ("document", "message"),
    [
        (_document(days=400), "stale.untouched"),
        (_document(title="Prices 2024"), "stale.year_in_title"),
        (_document(valid_days=-2), "stale.validity_over"),
        (_document(valid_days=5), "expiring"),
    ],
)
def test_documents_age(document: DocumentFacts, message: str) -> None:
    assert _messages(Base([_chunk(0, _ANSWER)], [document], _NOW)) == [message]


def test_a_document_that_no_answer_cites_is_never_used_unless_it_is_new() -> None:
    chunks = [_chunk(0, _ANSWER), _chunk(1, "We ship every day.", "b.md"), _chunk(2, "Nobody knows this yet.", "c.md")]
    documents = [_document("a.md", 100), _document("b.md", 100), _document("c.md", 3)]
    [finding] = check(Base(chunks, documents, _NOW, {"c0": 1}))
    assert (finding.message, finding.documents, finding.chunk_ids) == ("never_used", ("b.md",), ("c1",))


def test_usage_that_is_not_known_accuses_nobody() -> None:
    assert not list(check(Base([_chunk(0, _ANSWER)], [_document(days=100)], _NOW, None)))


def test_duplicates_tell_where_else_a_passage_stands() -> None:
    [finding] = check(Base([_chunk(0, _ANSWER), _chunk(1, _ANSWER, "b.md")], [], _NOW))
    assert (finding.message, finding.documents) == ("duplicate.exact", ("a.md", "b.md"))
    assert len(finding.evidence) == 2


def test_what_is_too_long_is_told() -> None:
    long = _chunk(0, "word " * 300)
    run = [_chunk(at, f"Text {at} has a few words of its own {'x' * at}.", "b.md") for at in range(1, 10)]
    base = Base([long, *run], [], _NOW, thresholds=Thresholds(similarity=1.1))
    assert sorted(_messages(base)) == ["too_long.passage", "too_long.section"]


@pytest.mark.parametrize(
    ("chunk", "message"),
    [
        (_chunk(0, "Opening hours", headings=("Shop", "Opening hours")), "empty.heading"),
        (_chunk(0, "Do you ship abroad?"), "empty.unanswered"),
        (_chunk(0, "可以退货吗？"), "empty.unanswered"),
        (_chunk(0, "–"), "empty.short"),
    ],
)
def test_what_answers_nothing_is_told(chunk: Chunk, message: str) -> None:
    assert _messages(Base([chunk], [], _NOW)) == [message]


def test_a_short_answer_to_a_question_is_fine() -> None:
    assert not _messages(Base([_chunk(0, "Yes.", question="Do you ship abroad?")], [], _NOW))


def test_uncovered_questions_are_grouped_largest_first() -> None:
    asked = [
        Asked("Can I bring my dog?", 0.1, False),
        Asked("你们收支票吗？", 0.2, False),
        Asked("may i bring a dog", 0.3, True),
        Asked("能带狗入店吗？", 0.1, False),
        Asked("可以带狗入店吗", 0.1, False),
        Asked("Is a dog allowed? Can I bring it?", 0.1, False),
        *[Asked("How do I return it?", 0.9, True)] * 4,
    ]
    covered, *groups = check(Base([], [], _NOW, asked=asked))
    assert covered.values == {"share": 0.4, "questions": 10}
    assert [group.values["count"] for group in groups] == [3, 2, 1]
    assert groups[0].values["example"] == "Can I bring my dog?"
    assert groups[0].severity == "high"


def _all_findings() -> list[Finding]:
    chunks = [_chunk(0, _ANSWER), _chunk(1, _ANSWER, "b.md"), _chunk(2, "Valid until 1 May 2020.", "c.md")]
    documents = [_document("b.md", 500, valid_days=3, title="2020")]
    return list(check(Base(chunks, documents, _NOW, {}, [Asked("Who?", 0.0, False)])))


def test_findings_are_json_and_a_sentence_in_both_languages() -> None:
    findings = _all_findings()
    assert len({finding.kind for finding in findings}) >= 5
    for finding in findings:
        assert json.loads(json.dumps(finding.as_json()))["kind"] == finding.kind
        assert summary(finding, "en") != summary(finding, "zh")


def test_every_message_has_the_same_values_in_both_languages() -> None:
    for english, chinese in MESSAGES.values():
        assert sorted(part for part in english.split("{")[1:]) != []
        names = [{part.split("}")[0].split(":")[0] for part in text.split("{")[1:]} for text in (english, chinese)]
        assert names[0] == names[1]


def test_findings_come_one_at_a_time() -> None:
    base = Base([_chunk(0, _ANSWER), _chunk(1, _ANSWER, "b.md")], [], _NOW)
    assert next(check(replace(base))).kind == "duplicate"
