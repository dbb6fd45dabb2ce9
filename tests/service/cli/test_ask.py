"""`turnwise ask` keeps to the format that programs rely on."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.service.cli.conftest import Turnwise

KEYS = [
    *("id", "reply", "citations", "answered", "confidence", "language", "intent", "sentiment", "handoff", "lead"),
    "latency_ms",
]
Lines = Callable[..., Path]


def said(*texts: str) -> list[dict[str, str]]:
    return [{"role": ("user", "assistant")[number % 2], "content": text} for number, text in enumerate(texts)]


def ask(turnwise: Turnwise, lines: Lines, **line: Any) -> Any:
    done = turnwise("ask", "--input", lines({"id": 7} | line), "--json")
    assert done.code == 0, done.err
    return done.records[0]


def test_an_answer_has_exactly_these_fields_in_this_order(turnwise: Turnwise, lines: Lines) -> None:
    answer = ask(turnwise, lines, messages=said("What does express delivery to Germany cost?"))
    assert list(answer) == KEYS
    assert answer["id"] == 7
    assert answer["answered"] is True
    assert "12.90" in answer["reply"]
    assert list(answer["citations"][0]) == ["document", "chunk_id", "quote"]
    assert answer["citations"][0]["document"] == "kb/shipping.md"
    assert 0 <= answer["confidence"] <= 1
    assert answer["language"] == "en"
    assert list(answer["sentiment"]) == ["label", "upset"]
    assert answer["handoff"] is None
    assert answer["lead"] is None
    assert answer["latency_ms"] > 0


def test_a_chinese_question_is_answered_in_chinese(turnwise: Turnwise, lines: Lines) -> None:
    answer = ask(turnwise, lines, messages=said("灯具的保修期是多久？"))
    assert answer["language"] == "zh"
    assert answer["citations"][0]["document"] == "kb/warranty.md"
    assert "三年" in answer["reply"]


def test_with_context_it_answers_from_those_texts_alone(turnwise: Turnwise, lines: Lines) -> None:
    context = ["Bananas are yellow.", "Express delivery to Germany costs 99 euros."]
    answer = ask(turnwise, lines, messages=said("What does express delivery to Germany cost?"), context=context)
    assert "99 euros" in answer["reply"]
    assert {citation["chunk_id"] for citation in answer["citations"]} == {"context:1"}


def test_with_an_empty_context_there_is_nothing_to_answer_from(turnwise: Turnwise, lines: Lines) -> None:
    answer = ask(turnwise, lines, messages=said("What does express delivery to Germany cost?"), context=[])
    assert answer["answered"] is False
    assert answer["citations"] == []


def test_the_lead_holds_contact_details_from_earlier_messages_too(turnwise: Turnwise, lines: Lines) -> None:
    messages = said("I am at 13800138000", "Thanks!", "And write to ann@example.com about the warranty")
    fields = ask(turnwise, lines, messages=messages)["lead"]["fields"]
    assert {"type": "phone", "value": "+8613800138000", "raw": "13800138000"} in fields
    assert "ann@example.com" in [field["value"] for field in fields if field["type"] == "email"]


def test_details_that_the_shop_named_are_no_lead(turnwise: Turnwise, lines: Lines) -> None:
    messages = said("How do I reach you?", "Write to shop@example.com", "What about the warranty of lamps?")
    assert ask(turnwise, lines, messages=messages)["lead"] is None


def test_who_asks_for_a_person_is_handed_over(turnwise: Turnwise, lines: Lines) -> None:
    assert ask(turnwise, lines, messages=said("转人工"))["handoff"] == {"reason": "customer_request"}


def test_bad_lines_are_told_by_number_and_skipped_and_the_order_is_kept(turnwise: Turnwise, lines: Lines) -> None:
    good = [{"id": number, "messages": said("Express to Germany?")} for number in range(12)]
    bad = [b"no json", b"\xff\xfe", {"id": 1}, {"id": 2, "messages": said(" ")}, {"id": 3, "messages": said("a", "b")}]
    done = turnwise("ask", "--input", lines(*good[:6], *bad, b"", *good[6:]), "--json", "--concurrency", "4")
    assert done.code == 1
    assert [answer["id"] for answer in done.records] == list(range(12))
    assert [line.partition(":")[0] for line in done.err.splitlines()[:5]] == [f"line {n}" for n in range(7, 12)]
    assert "Traceback" not in done.err


def test_standard_input_and_a_byte_order_mark_are_read(turnwise: Turnwise) -> None:
    done = turnwise("ask", "-i", "-", stdin=b'\xef\xbb\xbf{"id": "a", "messages": ["Express to Germany?"]}')
    assert (done.code, [answer["id"] for answer in done.records]) == (0, ["a"])


def test_odd_texts_are_answered_without_a_fuss(turnwise: Turnwise, lines: Lines) -> None:
    texts = ["👩‍👩‍👧 🤷", "مرحبا كيف حالك", "a\x00b\r\nc", "z" * 100_000, "?"]
    done = turnwise("ask", "--input", lines(*({"id": at, "messages": [text]} for at, text in enumerate(texts))))
    assert done.code == 0, done.err
    assert [answer["id"] for answer in done.records] == [0, 1, 2, 3, 4]


def test_nothing_is_stored_unless_it_is_asked_for(turnwise: Turnwise, lines: Lines) -> None:
    line = {"id": 1, "messages": said("My phone is 13800138000", "Noted.", "I want to talk to a human")}
    assert turnwise("ask", "--input", lines(line)).code == 0
    assert turnwise("kpi", "--json").records[0]["groups"][0]["kpis"]["started"] == 0
    assert turnwise("ask", "--input", lines(line), "--store").code == 0
    (group,) = turnwise("kpi", "--by", "channel", "--json").records[0]["groups"]
    assert group["key"] == {"channel": "cli"}
    kpis = group["kpis"]
    assert (kpis["opened"], kpis["transfer"]["successes"], kpis["lead_capture"]["successes"]) == (1, 1, 1)
    assert kpis["grading"] == {"turns": 1, "graded": 0, "pending": 1, "could_not_grade": 0}
    assert 0 < kpis["frt"]["p50_s"] < 60


def test_a_question_on_the_command_line_is_answered_for_people(turnwise: Turnwise) -> None:
    done = turnwise("ask", "What does express delivery to Germany cost?")
    assert done.code == 0
    assert "12.90 euros" in done.out
    assert "kb/shipping.md" in done.out


def test_a_call_without_a_question_or_with_two_is_a_usage_error(turnwise: Turnwise, lines: Lines) -> None:
    file = lines({"id": 1, "messages": ["hi"]})
    assert turnwise("ask").code == 2
    assert turnwise("ask", "  ").code == 2
    assert turnwise("ask", "hi", "--input", file).code == 2
    assert turnwise("ask", "--input", "/no/such/file").code == 2
