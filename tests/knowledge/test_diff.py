import pytest

from knowledge.diff import differences, marked
from knowledge.document import Chunk


def chunk(text: str) -> Chunk:
    return Chunk(text, "d", "faq.md", "Faq", 0, ("Returns",), text, "en")


def told(before: list[str], after: list[str]) -> list[tuple[str, str | None, str | None]]:
    return [
        (one.kind, one.before.text if one.before else None, one.after.text if one.after else None)
        for one in differences([chunk(text) for text in before], [chunk(text) for text in after])
    ]


def test_a_reworded_passage_is_one_change_and_the_others_stay() -> None:
    assert told(
        ["Returns are free.", "Send it back within 14 days.", "We refund at once."],
        ["Returns are free.", "Send it back within 30 days.", "We refund at once."],
    ) == [
        ("same", "Returns are free.", "Returns are free."),
        ("changed", "Send it back within 14 days.", "Send it back within 30 days."),
        ("same", "We refund at once.", "We refund at once."),
    ]


def test_chinese_passages_are_compared_too() -> None:
    assert told(["七天内可以无理由退货。"], ["十五天内可以无理由退货。", "运费由我们承担。"]) == [
        ("changed", "七天内可以无理由退货。", "十五天内可以无理由退货。"),
        ("added", None, "运费由我们承担。"),
    ]


def test_what_has_nothing_in_common_is_removed_and_added() -> None:
    assert told(["Opening hours: 9 to 5."], ["我们支持支付宝和微信支付。"]) == [
        ("added", None, "我们支持支付宝和微信支付。"),
        ("removed", "Opening hours: 9 to 5.", None),
    ]


def test_the_same_twice_differs_nowhere() -> None:
    assert {kind for kind, _, _ in told(["a", "b"], ["a", "b"])} == {"same"}
    assert told([], []) == []


@pytest.mark.parametrize(
    ("before", "after", "gone", "new"),
    [
        ("It costs €18 a year.", "It costs €25 per month.", ["18 a year"], ["25 per month"]),
        ("会员费每年18元，可退。", "会员费每年25元，不可退。", ["18"], ["25", "不"]),
        ("The same.", "The same.", [], []),
    ],
)
def test_words_that_changed_are_marked_and_both_texts_are_whole(
    before: str, after: str, gone: list[str], new: list[str]
) -> None:
    pieces = marked(before, after)
    assert "".join(text for kind, text in pieces if kind != "added") == before
    assert "".join(text for kind, text in pieces if kind != "removed") == after
    assert [text for kind, text in pieces if kind == "removed"] == gone
    assert [text for kind, text in pieces if kind == "added"] == new


def test_very_long_passages_are_marked_as_wholes() -> None:
    before, after = "old " * 3_000, "new " * 3_000
    assert marked(before, after) == [("removed", before), ("added", after)]
