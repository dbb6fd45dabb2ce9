import pytest

from graphs.matters import in_one_word, is_only_a_matter, matters_in, spelled_out


@pytest.mark.parametrize(
    ("text", "matters"),
    [
        ("And can I return it?", {"return"}),
        ("Can I send the lamp back if I don't like it?", {"return"}),
        ("Is it under guarantee?", {"warranty"}),
        ("Can I pay for it with PayPal?", {"pay"}),
        ("可以退吗？", {"return"}),
        ("那怎么换？", {"exchange"}),
        ("配送要多久？", {"deliver"}),
        ("能分期吗？", {"instalment"}),
    ],
)
def test_a_question_names_its_matter(text: str, matters: set[str]) -> None:
    assert matters_in(text) == matters


@pytest.mark.parametrize(
    "text",
    [
        "Do you have it in black?",
        "点邮件底部的链接可以退订",
        "能换灯泡吗？",
        "积分可以换成现金吗？",
        "降价了能退差价吗？",
        "It is 152 cm tall.",
    ],
)
def test_words_that_only_look_like_one_are_none(text: str) -> None:
    assert matters_in(text) == frozenset()


def test_a_thing_beside_the_matter_is_told_from_the_matter_alone() -> None:
    assert is_only_a_matter("delivery")
    assert is_only_a_matter("退货运费")
    assert not is_only_a_matter("desk delivery")


def test_what_is_said_for_short_is_spelled_out_and_nothing_else() -> None:
    assert spelled_out("不喜欢能退吗？") == "不喜欢能退货吗？"
    assert spelled_out("要退订邮件") == "要退订邮件"
    assert in_one_word("Can I send the Halo 3 back?") == "Can I return the Halo 3?"
