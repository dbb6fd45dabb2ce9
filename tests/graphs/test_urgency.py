from pathlib import Path

import pytest

from graphs.urgency import urgency_by_now, urgency_of

MESSAGES = Path(__file__).parents[1] / "fixtures" / "urgency" / "messages.tsv"
LABELLED = [line.split("\t") for line in MESSAGES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("level", ["high", "low"])
def test_few_messages_are_missed_or_taken_for_what_they_are_not(language: str, level: str) -> None:
    told = [(right == level, urgency_of(text) == level) for of, right, text in LABELLED if of == language]
    hits, found, meant = sum(a and b for a, b in told), sum(b for _, b in told), sum(a for a, _ in told)
    assert meant >= 8
    assert hits / found >= 0.95
    assert hits / meant >= 0.9


@pytest.mark.parametrize(
    "text",
    [
        "speak more quickly, please",
        "who is at the door",
        "i need to know today's date please",
        "as soon as the carousel stopped we went home",
        "昨晚拍的硬盘今天降价了，要补差价给我",
        "速度真快，20分钟就到了",
        "下次能快点就好了",
        "You shipped it right away, and I am happy.",
    ],
)
def test_what_was_or_only_sounds_hurried_is_ordinary(text: str) -> None:
    assert urgency_of(text) == "normal"


def test_traditional_characters_and_capitals_are_read_too() -> None:
    assert urgency_of("我趕時間，請盡快處理") == "high"
    assert urgency_of("ASAP!!!") == "high"


def test_what_calls_for_haste_outweighs_a_courteous_word() -> None:
    assert urgency_of("No rush with the invoice, but please cancel the order immediately") == "high"


def test_what_was_said_last_about_it_stands() -> None:
    assert urgency_by_now("high", "normal") == "high"
    assert urgency_by_now("high", "low") == "low"
    assert urgency_by_now("normal", "high") == "high"
