"""Promises that no source makes, measured on replies as models write them."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from graphs.agent.citing import read_claims
from graphs.agent.promises import unbacked

FIXTURES = Path(__file__).parents[2] / "fixtures"


def lines(name: str) -> list[dict[str, Any]]:
    return list(yaml.safe_load((FIXTURES / name).read_text(encoding="utf-8")))


def is_promise(line: dict[str, Any]) -> bool:
    return any(unbacked(claim.text, line["sources"]) for claim in read_claims(line["reply"]).claims)


@pytest.mark.parametrize("line", lines("promises.yaml"), ids=lambda line: line["reply"][:40])
def test_what_no_source_says_is_a_promise_and_what_one_says_is_none(line: dict[str, Any]) -> None:
    assert is_promise(line) is line["promises"]


def test_lines_that_the_rules_were_not_made_from_are_told_apart_too() -> None:
    held_out = lines("promises_held_out.yaml")
    wrong = [line["reply"] for line in held_out if is_promise(line) and not line["promises"]]
    missed = [line["reply"] for line in held_out if line["promises"] and not is_promise(line)]
    assert wrong == []
    assert missed == ["The price will stay the same until Christmas.", "这个价格到年底都不会变。"]


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("We will refund you.", "Opened items cannot be refunded."),
        ("我们会给您退款。", "拆封后不予退款。"),
        ("We'll deliver it within 2 days.", "Delivery takes 3 days."),
        ("I'm happy to refund you in full.", "Delivery takes 3 days."),
    ],
)
def test_a_source_that_speaks_of_it_and_says_otherwise_is_none(sentence: str, source: str) -> None:
    assert unbacked(sentence, [source])


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("We'll deliver it within two days.", "Delivery takes\n2 days."),
        ("两天内会给您送到。", "下单后2天内送达。"),
        ("Shall I have it sent to you tomorrow?", ""),
        ("我帮您查询一下退款进度。", ""),
    ],
)
def test_other_words_for_the_same_and_offers_are_no_promise(sentence: str, source: str) -> None:
    assert not unbacked(sentence, [source])
