"""No message takes long to be understood, whatever it repeats: a customer must not be able to hold up all others."""

import time
from collections.abc import Callable

import pytest

from graphs.agent.comparing import compared
from graphs.agent.questions import questions_in
from graphs.asked_for import asked_for
from graphs.evidence import Evidence
from graphs.human_request import asks_for_human
from graphs.intents import Intents, load_intents
from graphs.lead.bare import bare_answers
from graphs.lead.known import find_contacts
from graphs.memory.forgetting import asks_to_forget, confirms, declines
from graphs.memory.told import facts_told
from graphs.quoting import best_quotes
from graphs.safety import danger_in
from graphs.sentiment import sentiment_of
from graphs.turn import Passage
from graphs.urgency import urgency_of
from knowledge.language import detect
from knowledge.sentences import spans

LONGEST_CHARS = 4_000
# Far above what any takes (10 ms), far below what a pattern that tries everything does (0.3 to 60 s).
ENOUGH_S = 0.15


def facts(text: str) -> object:
    """With a passage, as the products in it are looked for by name."""
    return facts_told(
        [text], contacts=(), wishes=(), language="en", passages=(Passage("lamp.md", "1", "A Lumen lamp."),)
    )


def wanted(text: str) -> object:
    """What a question asks for beside its words."""
    return asked_for(text, None)


UNDERSTANDING: tuple[Callable[[str], object], ...] = (
    questions_in,
    compared,
    wanted,
    find_contacts,
    asks_for_human,
    danger_in,
    urgency_of,
    sentiment_of,
    detect,
    spans,
    facts,
    asks_to_forget,
    confirms,
    declines,
    Intents(load_intents().intents).recognise,
)


@pytest.mark.parametrize("read", UNDERSTANDING, ids=lambda read: read.__name__)
@pytest.mark.parametrize(
    "repeated",
    [
        " ",
        ".",
        "\n ",
        "1-",
        "a.",
        "a@",
        "不",
        "我叫",
        "the ",
        "! ",
        "😀",
        '"',
        "talk to ",
        "need ",
        "今天",
        "Lumen ",
        "灯L",
        "I bought ",
        "我买了",
        "delete ",
        "4111 ",
    ],
)
def test_a_message_that_repeats_itself_to_the_limit_is_read_at_once(
    read: Callable[[str], object], repeated: str
) -> None:
    read("warm up")
    opening, end = "What is this?", "and you so far?"
    text = opening + (repeated * LONGEST_CHARS)[: LONGEST_CHARS - len(opening) - len(end)] + end
    for message in (text, text.removesuffix("?"), text.removeprefix(opening), repeated * 300 + "so"):
        before_s = time.thread_time()
        read(message)
        assert time.thread_time() - before_s < ENOUGH_S


@pytest.mark.parametrize("gap", [" ", "\n", ", "])
def test_two_bare_details_with_much_between_them_are_read_at_once(gap: str) -> None:
    text = "Acme" + gap * 20_000 + "Leeds"
    before_s = time.thread_time()
    bare_answers(("company", "city"), text)
    assert time.thread_time() - before_s < ENOUGH_S


def test_a_passage_without_a_space_or_a_stop_is_read_at_once() -> None:
    passage = Passage("kb.md", "1", "排序规则utf8mb4字符集" * 60, 0.9)
    found = [Evidence((passage,), 0.9, "zh", 1, "")]
    best_quotes("排序规则有何区别？", found, "zh", 1)  # what is read once is there from then on
    started = time.perf_counter()
    best_quotes("字符集有何区别？", found, "zh", 1)
    assert time.perf_counter() - started < ENOUGH_S
