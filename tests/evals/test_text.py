"""What a text is about, told in its own words."""

import pytest

from evals.text import as_written, subject_terms


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "I ordered two Halo 3 by mistake and would like to cancel one.",
            ("ordered", "two", "Halo", "3", "mistake", "cancel"),
        ),
        ("您好，随便问问，满多少包邮？", ("随便问问", "满", "包邮")),
        ("TW-10047在哪里？ Where is TW-10047?", ("TW", "10047")),
        ("How are you?", ()),
    ],
)
def test_all_that_a_text_is_about_is_told_as_it_was_written(text: str, told: tuple[str, ...]) -> None:
    assert as_written(subject_terms(text), text) == told


def test_what_is_not_among_the_terms_is_left_out() -> None:
    assert as_written({"mistak", "3"}, "Two Halo 3 by mistake, a second mistake") == ("3", "mistake")
    assert as_written({"顺丰", "快递"}, "顺丰快递要几天") == ("顺丰", "快递")
    assert as_written({"顺丰", "丰快", "快递"}, "顺丰快递要几天") == ("顺丰快递",)
    assert as_written((), "Two Halo 3") == ()
