"""Words are found in every script, by whole words, beginnings, and pairs of characters."""

import pytest

from service.search_words import MOST_TERMS, found_in, indexed, terms_of
from service.snippets import snippet


@pytest.mark.parametrize(
    ("text", "query", "found"),
    [
        ("My lamp is broken", "lamp", ["lamp"]),
        ("My lamp is broken", "LAM", ["lam"]),
        ("My lamp is broken", "amp", []),
        ("My lamp is broken", "broken lamp", ["lamp", "broken"]),
        ("Order TW-10023 is late", "tw-100", ["TW-100"]),
        ("Write to ada@example.com", "ada@example", ["ada@example"]),
        ("Un café, s'il vous plaît", "cafe", ["café"]),
        ("ＡＢＣ１２３", "abc", ["ＡＢＣ"]),
        ("我要退货，谢谢", "退货", ["退货"]),
        ("我要退貨，謝謝", "退货", ["退貨"]),
        ("我要退货，谢谢", "货", ["货"]),
        ("我要退货，谢谢", "要退货", ["要退货"]),
        ("我要退货，谢谢", "退谢", []),
        ("我的iPhone手机坏了", "iphone手机", ["iPhone手机"]),
        ("我的iPhone手机坏了", "我的 坏了", ["我的", "坏了"]),
        ("手机iPhone", "手机iphone", ["手机iPhone"]),
    ],
)
def test_words_are_found_where_they_stand(text: str, query: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in found_in(text, terms_of(query))] == found


def test_a_query_without_a_word_looks_for_nothing_and_a_long_one_for_its_first_parts() -> None:
    assert terms_of("  ?! -- ") == []
    assert len(terms_of(" ".join(f"word{number}" for number in range(50)))) == MOST_TERMS


def test_what_is_indexed_has_no_character_that_means_something_to_a_database() -> None:
    assert indexed("'x' OR \"y\" & <b> | 退款:* \\ (1=1); --") == "x or y b 退款 款 1 1"


def test_a_snippet_is_a_line_around_the_first_hit() -> None:
    parts = snippet("before " * 40 + "the lamp\nbroke" + " after" * 40, terms_of("lamp broke"))
    assert [part.text for part in parts if part.hit] == ["lamp", "broke"]
    assert parts[0].text == "…"
    assert "\n" not in "".join(part.text for part in parts)
    assert sum(len(part.text) for part in parts) < 130
