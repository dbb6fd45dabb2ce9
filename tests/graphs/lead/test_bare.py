import pytest

from graphs.lead.bare import bare_answers


@pytest.mark.parametrize(
    ("asked", "text", "told"),
    [
        (("company",), "Acme Ltd.", [("company", "Acme Ltd")]),
        (("company",), "上海明光设计有限公司", [("company", "上海明光设计有限公司")]),
        (("city",), "We're in Leeds", [("city", "Leeds")]),
        (("budget",), "about 500 euros", [("budget", "500 EUR")]),
        (("budget",), "三千到五千元", [("budget", "3000-5000 CNY")]),
        (("call_time",), "tomorrow after 6pm", [("call_time", "tomorrow after 18:00")]),
        (("call_time",), "明天下午三点", [("call_time", "tomorrow around 15:00")]),
        (("company", "budget"), "Acme, 900 dollars", [("company", "Acme"), ("budget", "900 USD")]),
        (("need",), "forty oak chairs", [("need", "forty oak chairs")]),
    ],
)
def test_a_bare_answer_is_what_was_asked_for(asked: tuple[str, ...], text: str, told: list[tuple[str, str]]) -> None:
    assert [(one.type, one.value) for one in bare_answers(asked, text)] == told


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        (("company",), "Do you ship to France?"),
        (("company",), "no thanks"),
        (("budget",), "I do not know yet"),
        (("company",), "I do not know yet"),
        (("company",), "以后再说"),
        (("city",), "你们几点开门呢"),
        (("company", "budget"), "Acme"),
        (("phone", "email"), "Acme"),
        ((), "Acme"),
        (("company",), "I would first of all like to hear how long the delivery of such a lamp takes these days"),
    ],
)
def test_what_answers_nothing_is_no_detail(asked: tuple[str, ...], text: str) -> None:
    assert bare_answers(asked, text) == ()
