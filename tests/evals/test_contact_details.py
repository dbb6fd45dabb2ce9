"""Contact details in a customer's words, as the graders read them: spoken, spelt, in pieces, and whose they are."""

import time

import pytest

from evals.contact_details import details_in, matches, number_in_pieces, plain_value
from evals.contact_standing import standing, takes_back
from knowledge.words import fold


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("call me on four one five, five five five, zero one double seven", "4155550177"),
        ("幺三九，零零零零，二四六八，打这个", "13900002468"),
        ("write to anna dot falk at example dot org", "anna.falk@example.org"),
        ("anna (at) example.org", "anna@example.org"),
        ("v我就行 sunny_zz88", "sunny_zz88"),
        ("qq 280011223", "280011223"),
        ("telegram: @pine_66", "pine_66"),
        ("I'm on 07700 900 455", "07700900455"),
    ],
)
def test_a_detail_is_read_however_it_is_told(text: str, value: str) -> None:
    assert [found.value for found in details_in(text)] == [value]


@pytest.mark.parametrize(
    "text",
    [
        "Meet me at example.org",
        "one of the two lamps is on at night",
        "look at the dot on the screen",
        "order 20260117001, please",
        "一二三四五月的账单",
    ],
)
def test_what_only_looks_like_one_is_none(text: str) -> None:
    assert details_in(text) == ()


def test_the_place_of_a_detail_is_that_in_the_folded_text() -> None:
    text = "Hello\n我的手机是１３９００００２４６８，谢谢"
    found = details_in(text)[0]
    assert fold(text)[found.start : found.end] == "13900002468"


@pytest.mark.parametrize(
    ("earlier", "asked", "heard", "number"),
    [
        (["My number starts 0161"], ["496 0731"], ["And the rest?"], "01614960731"),
        ([], ["139", "0000", "7531"], [], "13900007531"),
        ([], ["212", "555", "0193, that's my cell"], [], "2125550193"),
        (["我电话前面是138"], ["00008642"], ["后面呢？"], "13800008642"),
        # Sizes and orders are no numbers to call.
        (["It is 120 wide"], ["1400 high"], ["How high?"], None),
        (["order 4471"], ["and 990123"], ["Your phone?"], None),
        (["0161"], ["What does it cost?"], ["Your number?"], None),
    ],
)
def test_a_number_told_in_pieces_is_put_together(
    earlier: list[str], asked: list[str], heard: list[str], number: str | None
) -> None:
    assert number_in_pieces(earlier, asked, heard) == number


@pytest.mark.parametrize(
    ("text", "raw", "whose"),
    [
        ("Call me on 020 7946 0112", "020 7946 0112", "own"),
        ("my order number is 4155550123", "4155550123", "another number"),
        ("订单 13900005566 到哪了", "13900005566", "another number"),
        ("your hotline 0207 555 0199 is dead", "0207 555 0199", "the shop's own"),
        ("你们客服电话 02155550199 打不通", "02155550199", "the shop's own"),
        ("0800 555 0199 is always busy", "0800 555 0199", "the shop's own"),
        ("The courier's number is 07700 900 871", "07700 900 871", "somebody else's"),
        ("快递员电话13700009988", "13700009988", "somebody else's"),
        ("My neighbour has a key, you can leave it there: ring 07700 900 871 instead", "07700 900 871", "own"),
        ("sol@example.org but please don't store it", "sol@example.org", "refused"),
        ("邮箱是 qiu@example.org，但别存", "qiu@example.org", "refused"),
        ("ring 07700 900 871, but don't call before nine", "07700 900 871", "own"),
        ("以前的微信 old_pine66 不用了", "old_pine66", "no longer in use"),
        ("my old mail was pit@example.com", "pit@example.com", "no longer in use"),
    ],
)
def test_whose_a_detail_is_stands_around_it(text: str, raw: str, whose: str) -> None:
    plain = fold(text)
    start = plain.index(raw)
    assert standing(plain, start, start + len(raw)) == whose


def test_taking_back_is_told_from_a_time_that_does_not_suit() -> None:
    assert takes_back("please delete my number")
    assert takes_back("把我号码删了吧")
    assert not takes_back("don't call before nine")
    assert not takes_back("what is the number of the room?")


def test_values_compare_whatever_the_spacing_and_the_country_code() -> None:
    assert matches("020 7946 0112", "+442079460112")
    assert matches("280011", "280011")
    assert not matches("280011", "280012")
    assert plain_value("seven seven three five five five zero one two three") == "7735550123"
    assert plain_value("A@Example.org") == "a@example.org"
    assert plain_value("lily_hotel88") == "lily_hotel88"


@pytest.mark.parametrize("text", ["1 " * 10_000, "139 " * 5_000, "a dot " * 4_000, "(at) " * 4_000])
def test_a_long_message_of_one_thing_takes_no_more_than_its_length_calls_for(text: str) -> None:
    started = time.process_time()
    details_in(text)
    assert time.process_time() - started < 1.0
