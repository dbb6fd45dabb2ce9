"""On the labelled pairs: precise first, then complete; and what a finding tells."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge.document import Chunk
from knowledge.health.contradictions import contradictions
from knowledge.health.messages import summary
from knowledge.language import detect

_PAIRS = Path(__file__).parents[2] / "fixtures" / "knowledge"


def _chunk(at: int, document: str, headings: str, question: str, text: str) -> Chunk:
    path = (*headings.split(" > "), *([question] if question else []))
    language = detect(f"{question} {text}")
    return Chunk(f"c{at}", f"d-{document}", document, path[0], at, path, text, language, question)


def _said(pair: dict[str, Any]) -> list[Chunk]:
    return [_chunk(at, *pair[side]) for at, side in enumerate("ab")]


@pytest.mark.parametrize(
    ("file", "least_precision", "least_recall"),
    [("contradictions.yaml", 0.97, 0.95), ("contradictions_more.yaml", 0.95, 0.85)],
)
def test_contradictions_are_told_from_what_only_looks_like_them(
    file: str, least_precision: float, least_recall: float
) -> None:
    pairs = yaml.safe_load((_PAIRS / file).read_text(encoding="utf-8"))
    found = [bool(list(contradictions(_said(pair)))) for pair in pairs]
    true = [pair["contradicts"] for pair in pairs]
    both = sum(is_found and is_true for is_found, is_true in zip(found, true, strict=True))
    assert both / sum(found) >= least_precision
    assert both / sum(true) >= least_recall


@pytest.mark.parametrize(
    ("ours", "theirs", "values"),
    [
        ("You can return items within 14 days.", "You can return items within 30 days.", ("14 days", "30 days")),
        ("商品签收后14天内可以退货。", "商品签收后30天内可以退货。", ("14天", "30天")),
    ],
)
def test_both_sentences_and_their_values_are_the_evidence(ours: str, theirs: str, values: tuple[str, str]) -> None:
    more = "Something else. 还有别的。"
    [finding] = contradictions([
        _chunk(0, "returns.md", "Returns", "", f"{more} {ours}"), _chunk(1, "faq.md", "FAQ", "", f"{theirs} {more}")
    ])  # fmt: skip
    assert [evidence.text for evidence in finding.evidence] == [ours, theirs]
    assert tuple(evidence.values[0] for evidence in finding.evidence) == values
    assert finding.documents == ("returns.md", "faq.md")
    assert finding.chunk_ids == ("c0", "c1")
    assert all(value in summary(finding, language) for value in values for language in ("en", "zh"))


def test_two_passages_are_told_once_however_much_they_differ() -> None:
    a = _chunk(0, "a.md", "Returns", "How long?", "Return items within 14 days. The label costs €5 per parcel.")
    b = _chunk(1, "b.md", "Returns", "How long?", "Return items within 30 days. The label costs €7 per parcel.")
    assert len(list(contradictions([a, b]))) == 1


def test_parts_of_one_answer_do_not_contradict_each_other() -> None:
    parts = [
        _chunk(0, "a.md", "Set-up", "How do I reset it?", "Hold the button for 8 seconds."),
        _chunk(1, "a.md", "Set-up", "How do I reset it?", "Wait for 30 seconds until the light is white."),
    ]
    assert not list(contradictions(parts))


def test_a_contradiction_is_found_among_many_passages() -> None:
    others = [
        _chunk(at, f"{at}.md", f"Topic {at}", "", f"Item number{at} is made of material{at} in plant{at} of {at} days.")
        for at in range(2, 300)
    ]
    a = _chunk(0, "a.md", "Returns", "", "Unused items can be returned within 14 days.")
    b = _chunk(1, "b.md", "FAQ", "", "Unused items can be returned within 30 days.")
    assert [finding.chunk_ids for finding in contradictions([a, *others, b])] == [("c0", "c1")]


def test_passages_for_different_products_do_not_contradict_each_other() -> None:
    a = _chunk(0, "a.md", "Battery", "How long does it last?", "The battery lasts 5 hours.")
    b = _chunk(1, "b.md", "Battery", "How long does it last?", "The battery lasts 9 hours.")
    assert list(contradictions([a, b]))
    assert not list(contradictions([replace(a, products=("Halo",)), replace(b, products=("Reed",))]))


def test_an_empty_base_has_none() -> None:
    assert not list(contradictions([]))
