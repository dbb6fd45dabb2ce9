"""The sentences of findings: a number agrees with its noun."""

import pytest

from knowledge.health.findings import Finding
from knowledge.health.messages import summary


@pytest.mark.parametrize(
    ("count", "english", "chinese"),
    [
        (1, "Asked 1 time and not covered: “Moon?”", "被问 1 次但没有答案：“Moon?”"),
        (2, "Asked 2 times and not covered: “Moon?”", "被问 2 次但没有答案：“Moon?”"),
    ],
)
def test_a_number_agrees_with_its_noun(count: int, english: str, chinese: str) -> None:
    finding = Finding("uncovered", "medium", "uncovered", {"count": count, "example": "Moon?"})
    assert (summary(finding), summary(finding, "zh")) == (english, chinese)


def test_two_numbers_agree_each_with_its_own_noun() -> None:
    values = {"document": "a.md", "days": 90, "chunks": 1}
    assert summary(Finding("never_used", "low", "never_used", values)) == (
        "No answer has cited a.md in 90 days (1 passage)."
    )
