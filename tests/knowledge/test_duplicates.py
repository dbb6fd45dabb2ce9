from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from knowledge.duplicates import DuplicateGroup, find_like, near_duplicates


@dataclass(frozen=True)
class _Text:
    id: str
    document: str
    text: str


_EN = "You can return any unused item in its original packaging within 14 days of delivery, free of charge."
_ZH = "未使用、原包装完好的商品，签收后14天内都可以免费退货，运费由我们承担。"


def _groups(*texts: str) -> list[DuplicateGroup]:
    return list(near_duplicates(_Text(str(at), f"{at}.md", text) for at, text in enumerate(texts)))


@pytest.mark.parametrize("text", [_EN, _ZH])
def test_the_same_text_is_an_exact_duplicate_whatever_its_spacing_and_capitals(text: str) -> None:
    [group] = _groups(
        text, "Something else that nobody has ever said before.", f"  {text.upper()}\n".replace("，", ",")
    )
    assert (group.exact, group.numbers_differ, group.similarity) == (True, False, 1.0)
    assert [member.document for member in group.members] == ["0.md", "2.md"]


@pytest.mark.parametrize("text", [_EN, _ZH])
def test_texts_alike_but_for_a_number_are_near_duplicates_that_differ(text: str) -> None:
    [group] = _groups(text, text.replace("14", "30"))
    assert (group.exact, group.numbers_differ) == (False, True)
    assert group.similarity >= 0.9


@pytest.mark.parametrize(
    ("text", "other"),
    [
        (_EN, _EN.replace("free of charge", "at no cost to you")),
        (_ZH, _ZH.replace("都可以", "均可")),
    ],
)
def test_texts_alike_but_for_a_few_words_are_near_duplicates(text: str, other: str) -> None:
    group = next(near_duplicates([_Text("a", "a.md", text), _Text("b", "b.md", other)], threshold=0.6))
    assert not group.exact
    assert 0.6 <= group.similarity < 1


def test_texts_about_other_things_are_no_duplicates() -> None:
    assert not _groups(_EN, _ZH, "Standard shipping to Germany costs 5 euros and takes three days at most.")


def test_what_is_too_short_to_be_a_copy_is_no_duplicate() -> None:
    assert not _groups("Yes.", "Yes.", "可以。", "可以。")


def test_nothing_has_no_duplicates() -> None:
    assert not _groups()


def test_many_copies_make_one_group() -> None:
    [group] = _groups(*[_EN] * 500)
    assert len(group.members) == 500


def test_groups_come_most_alike_first() -> None:
    groups = _groups(_ZH, _EN, _EN.replace("free of charge", "free"), _ZH)
    assert [group.similarity for group in groups] == sorted((group.similarity for group in groups), reverse=True)
    assert len(groups) == 2


def test_a_new_passage_is_found_where_it_already_stands() -> None:
    existing = [_Text("1", "returns.md", _EN), _Text("2", "shipping.md", "We ship on every working day of the year.")]
    [like] = find_like([_Text("9", "new.md", _EN.replace("14", "30"))], existing)
    assert (like.new.document, like.existing.document) == ("new.md", "returns.md")
    assert (like.exact, like.numbers_differ) == (False, True)


def test_a_passage_is_not_like_itself() -> None:
    same = _Text("1", "returns.md", _EN)
    assert not list(find_like([same], [same]))


def test_existing_passages_are_read_one_at_a_time() -> None:
    read: list[int] = []

    def existing() -> Iterator[_Text]:
        for at in range(3):
            read.append(at)
            yield _Text(str(at), "old.md", _EN)

    next(find_like([_Text("9", "new.md", _EN)], existing()))
    assert read == [0]
