import pytest
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage

from graphs.evidence import Evidence, as_messages
from graphs.extractive import ExtractiveChatModel
from graphs.turn import Passage
from prompts.replies import load_replies

REFUND = "A refund reaches your card 5 working days after the parcel is back, minus 4.90 EUR."


@pytest.fixture
def model() -> ExtractiveChatModel:
    return ExtractiveChatModel(replies=load_replies(), answer_threshold=0.5)


def asked(question: str, text: str, confidence: float = 0.9, language: str = "en") -> list[BaseMessage]:
    evidence = Evidence((Passage("kb/returns.md", "c1", text),), confidence, language, question=question)
    return [SystemMessage("Be kind."), HumanMessage(question), *as_messages([evidence])]


async def test_it_quotes_with_a_marker_and_alters_no_number(model: ExtractiveChatModel) -> None:
    reply = await model.ainvoke(asked("How long does a refund take?", REFUND))
    assert reply.text == f"{REFUND} [1]"


async def test_it_says_that_it_does_not_know_in_the_customer_s_language(model: ExtractiveChatModel) -> None:
    english = await model.ainvoke(asked("Who are you?", REFUND, confidence=0.2))
    chinese = await model.ainvoke(asked("你是谁", REFUND, confidence=0.2, language="zh"))
    assert "could not find" in english.text
    assert "没有" in chinese.text


async def test_a_quote_in_another_language_is_introduced_in_the_customer_s(model: ExtractiveChatModel) -> None:
    reply = await model.ainvoke(asked("退款多久？", REFUND, language="zh"))
    introduction, quote = reply.text.split("\n")
    assert "原文" in introduction
    assert quote == f"{REFUND} [1]"


async def test_only_what_was_searched_for_the_last_message_counts(model: ExtractiveChatModel) -> None:
    before = asked("How much is delivery?", "Delivery costs 7 EUR.")
    reply = await model.ainvoke(
        [*before, AIMessage("It costs 7 EUR."), *asked("How long does a refund take?", REFUND)[1:]]
    )
    assert reply.text == f"{REFUND} [1]"


async def test_without_a_search_it_does_not_know(model: ExtractiveChatModel) -> None:
    assert "could not find" in (await model.ainvoke([HumanMessage("hello")])).text


async def test_it_takes_tools_and_asks_for_none(model: ExtractiveChatModel) -> None:
    reply = await model.bind_tools([]).ainvoke(asked("How long does a refund take?", REFUND))
    assert reply.tool_calls == []


def test_it_also_runs_without_an_event_loop(model: ExtractiveChatModel) -> None:
    assert model.invoke(asked("How long does a refund take?", REFUND)).text == f"{REFUND} [1]"


async def test_each_question_is_answered_or_said_to_be_open(model: ExtractiveChatModel) -> None:
    known = Evidence((Passage("kb/returns.md", "c1", REFUND),), 0.9, "en", 1, "How long does a refund take?")
    unknown = Evidence((Passage("kb/shop.md", "c2", "We sell lamps."),), 0.1, "en", 2, "Who is the mayor?")
    reply = await model.ainvoke([HumanMessage("both"), *as_messages([known, unknown])])
    first, second = reply.text.split("\n")
    assert first == f"{REFUND} [1]"
    assert "could not find" in second
    assert "“Who is the mayor?”" in second


async def test_one_sentence_that_answers_two_questions_is_said_once(model: ExtractiveChatModel) -> None:
    passage = Passage("kb/delivery.md", "c1", "Delivery to Japan costs 32 EUR and takes 10 working days.")
    questions = ("How much is delivery to Japan?", "How long does delivery to Japan take?")
    searched = [
        Evidence((passage,), 0.9, "en", number, question=question) for number, question in enumerate(questions, 1)
    ]
    reply = await model.ainvoke([HumanMessage(" ".join(questions)), *as_messages(searched)])
    assert reply.text == f"{passage.text[:-1]}. [1]"
