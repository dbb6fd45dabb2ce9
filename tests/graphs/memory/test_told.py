"""Facts come from the customer's own words, typed, and nothing sensitive is among them."""

import pytest

from graphs.detail import wishes
from graphs.lead.known import find_contacts
from graphs.memory.told import facts_told
from graphs.turn import Message, Passage

LAMPS = (Passage("lamps.md", "1", "The Halo 3 costs 79 EUR. It works with the Lumen Hub.", title="Halo 3 floor lamp"),)


def told(*said: str, language: str = "und", passages: tuple[Passage, ...] = LAMPS) -> set[tuple[str, str]]:
    contacts = [contact for text in said for contact in find_contacts(text)]
    wished = wishes([Message("customer", text) for text in said], reachable=bool(contacts))
    facts = facts_told(said, contacts=contacts, wishes=wished, language=language, passages=passages)
    return {(one.type, one.value) for one in facts}


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("My name is Anna Lee, I live in Leeds.", {("name", "Anna Lee"), ("city", "Leeds")}),
        ("我叫王芳，电话13812345678", {("name", "王芳"), ("phone", "+8613812345678")}),
        ("Where is order TW-10023?", {("order", "TW-10023")}),
        ("订单号TW-10023到哪了", {("order", "TW-10023")}),
        ("I bought a walnut desk lamp last week", {("owns", "walnut desk lamp")}),
        ("我上个月买了一张橡木餐桌，有点晃", {("owns", "橡木餐桌")}),
        ("How much is the Lumen Hub?", {("asked_about", "Lumen Hub")}),
        ("Halo 3多少钱？", {("asked_about", "Halo 3")}),
        ("Please call me after 6pm", {("call_time", "after 18:00")}),
        ("Please don't call me, write to me by email", {("reach_by", "email")}),
        ("Please do not call me", {("reach_by", "no_calls")}),
        ("请用微信联系我", {("reach_by", "wechat")}),
        ("How much is delivery?", set()),
        ("I have a question about Berlin", set()),
    ],
)
def test_what_a_customer_tells(text: str, facts: set[tuple[str, str]]) -> None:
    assert told(text) == facts


def test_a_name_that_no_passage_has_is_no_product() -> None:
    assert told("How much is the Zephyr 9?") == set()


@pytest.mark.parametrize("text", ["How much is shipping to Europe?", "Do you ship to the UK?"])
def test_where_goods_are_sent_is_no_product(text: str) -> None:
    rates = Passage("shipping.md", "1", "Large items are sent within Europe; parcels to the UK for 9 EUR.")
    assert told(text, passages=(rates,)) == set()


def test_the_language_is_a_fact() -> None:
    assert told("hello", language="en") == {("language", "en")}


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("My card is 4111 1111 1111 1111. I am Anna.", {("name", "Anna")}),
        ("I bought a diabetes pillow. Where is TW-10023?", {("order", "TW-10023")}),
        ("My password is TW-10099x", set()),
    ],
)
def test_a_sensitive_sentence_tells_nothing(text: str, facts: set[tuple[str, str]]) -> None:
    assert told(text) == facts
