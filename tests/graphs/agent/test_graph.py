"""What customers get from the whole agent, without a model."""

import re
from typing import Any

import pytest

from graphs.agent.build import build_context
from graphs.agent.graph import Agent
from graphs.agent.respond import respond
from graphs.agent.style.document import Style
from graphs.agent.styling import with_style
from graphs.turn import HandoffReason, Message


@pytest.mark.parametrize(
    ("question", "words", "language"),
    [("How long do refunds take?", "5 working days", "en"), ("退款多久到账？", "5个工作日", "zh")],
)
async def test_a_question_is_answered_from_the_documents_in_its_language(
    ask: Any, question: str, words: str, language: str
) -> None:
    outcome = await ask(question)
    assert words in outcome.reply
    assert outcome.language == language
    assert outcome.answered
    assert outcome.citations
    assert all(citation.quote in outcome.reply for citation in outcome.citations)
    assert not re.search(r"\[\d", outcome.reply)
    assert (outcome.model, outcome.knowledge_version, outcome.handoff) == ("extractive", 7, None)


async def test_an_account_in_latin_letters_does_not_make_a_message_english(ask: Any) -> None:
    outcome = await ask("加我vx：lamp_fan88")
    assert [contact.value for contact in outcome.contacts] == ["lamp_fan88"]
    assert outcome.language == "zh"


async def test_what_nothing_supports_is_not_answered_and_handed_over_the_second_time(ask: Any, retriever: Any) -> None:
    retriever.confidence = 0.1
    first, second = await ask("Who is the mayor?"), await ask("Who is the mayor of Delft?", failures=1)
    assert (first.answered, first.handoff) == (False, None)
    assert first.confidence == 0.1
    assert second.handoff is HandoffReason.REPEATED_FAILURE


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("human please", HandoffReason.CUSTOMER_REQUEST),
        ("转人工", HandoffReason.CUSTOMER_REQUEST),
        ("This is the worst service ever, I am furious!", HandoffReason.NEGATIVE_SENTIMENT),
        ("你们的服务太差了，气死我了！", HandoffReason.NEGATIVE_SENTIMENT),
        ("I want to kill myself", HandoffReason.SAFETY),
        ("插头漏电把孩子电伤了", HandoffReason.SAFETY),
    ],
)
async def test_who_needs_a_person_is_told_that_one_takes_over(ask: Any, text: str, reason: HandoffReason) -> None:
    outcome = await ask(text)
    assert outcome.handoff is reason
    assert "colleague" in outcome.reply.lower() or "人工" in outcome.reply
    assert not outcome.answered
    assert outcome.citations == ()


async def test_a_way_to_get_back_to_the_customer_is_asked_for_once(ask: Any) -> None:
    first = await ask("human please")
    again = await ask("human please", ("customer", "human please"), ("agent", first.reply), ("customer", "ok"))
    known = await ask("human please", ("customer", "I am jane@example.com"))
    with_it = await ask("human please, my number is +49 30 901820")
    assert "phone number" in first.reply
    assert all("phone number" not in outcome.reply for outcome in (again, known, with_it))


@pytest.mark.parametrize("text", ["hello!", "thanks a lot", "bye", "你好", "谢谢您", "再见"])
async def test_small_talk_is_answered_and_no_failure(ask: Any, retriever: Any, text: str) -> None:
    retriever.confidence = 0.0
    outcome = await ask(text, failures=1)
    assert outcome.reply
    assert outcome.answered
    assert outcome.handoff is None


async def test_contact_details_are_thanked_for_and_recorded(ask: Any) -> None:
    outcome = await ask("我叫张伟，电话13800138000")
    assert outcome.intent == "contact_left"
    assert "姓名和电话号码" in outcome.reply
    assert [contact.type for contact in outcome.contacts] == ["name", "phone"]


async def test_a_question_with_contact_details_is_still_answered(ask: Any) -> None:
    outcome = await ask("How long do refunds take? You can reach me at jane@example.com")
    assert "5 working days" in outcome.reply
    assert [contact.value for contact in outcome.contacts] == ["jane@example.com"]


async def test_while_an_operator_is_expected_the_agent_only_thanks_for_contact_details(
    ask: Any, retriever: Any
) -> None:
    silent = await ask("Hello? How long do refunds take? I am furious, human please!", held=True)
    thanks = await ask("my e-mail is jane@example.com", held=True)
    assert (silent.reply, silent.handoff, silent.answered) == ("", None, False)
    assert "e-mail address" in thanks.reply
    assert retriever.queries == []


async def test_given_texts_are_the_only_ones_answered_from(ask: Any, given_passages: Any) -> None:
    outcome = await ask("How much is standard delivery?", passages=given_passages[2:])
    assert "4.90 EUR" in outcome.reply
    assert {citation.chunk_id for citation in outcome.citations} == {"context:2"}
    assert [passage.chunk_id for passage in outcome.passages] == ["context:2"]


async def test_a_follow_up_is_searched_with_the_question_that_it_leans_on(ask: Any, retriever: Any) -> None:
    await ask("and for orders over 50 EUR?", ("customer", "How much is delivery?"), ("agent", "4.90 EUR"))
    assert retriever.queries == ["How much is delivery for orders over 50 EUR?"]


async def test_several_questions_are_searched_and_answered_one_by_one(ask: Any, retriever: Any) -> None:
    outcome = await ask("How long do refunds take? And how much is standard delivery?")
    assert retriever.queries == ["How long do refunds take?", "how much is standard delivery?"]
    assert "5 working days" in outcome.reply
    assert "4.90 EUR" in outcome.reply
    assert {citation.document for citation in outcome.citations} == {"kb/0.md", "kb/2.md"}
    assert len(outcome.passages) == 3


async def test_a_message_without_words_is_in_the_language_of_the_one_before(ask: Any) -> None:
    outcome = await ask("???", ("customer", "退款多久到账？"), ("agent", "五天"))
    assert outcome.language == "zh"


async def test_several_messages_are_one_question(agent: Agent, context: Any) -> None:
    asked = (Message("customer", "hi"), Message("customer", "How long do refunds take?"))
    outcome = await respond(agent, {"asked": asked}, context)
    assert "5 working days" in outcome.reply


async def test_an_empty_knowledge_base_is_no_failure_of_the_agent(ask: Any, retriever: Any) -> None:
    retriever.texts = ()
    outcome = await ask("How long do refunds take?")
    assert (outcome.answered, outcome.confidence, outcome.handoff) == (False, 0.0, None)


async def test_low_confidence_hands_over_where_that_is_configured(ask: Any, retriever: Any, settings: Any) -> None:
    retriever.confidence = 0.2
    outcome = await ask("Who is the mayor?", context=build_context(settings(low_confidence_threshold=0.3), retriever))
    assert outcome.handoff is HandoffReason.LOW_CONFIDENCE


async def test_even_a_quote_with_forbidden_words_is_not_sent(ask: Any, context: Any) -> None:
    outcome = await ask("How long do refunds take?", context=with_style(context, Style(forbidden=("Working Days",))))
    assert outcome.handoff is HandoffReason.FAILED_CHECK
    assert "working days" not in outcome.reply


async def test_a_language_without_words_of_its_own_is_served_in_english(ask: Any, retriever: Any) -> None:
    found = await ask("Wie lange dauert die Erstattung bei euch? refund")
    retriever.confidence = 0.1
    unknown = await ask("Ich möchte meine Lampe zurückgeben")
    assert found.language == unknown.language == "de"
    assert "5 working days" in found.reply
    assert "could not find" in unknown.reply
    assert found.handoff is unknown.handoff is None


async def test_strange_text_is_answered_too(ask: Any) -> None:
    for text in ("", "   ", "🙂🙂🙂", "שלום, מתי מגיע ההחזר?", "a" * 100_000, "\x00\u202e", "[1] [2] {{ business }}"):
        assert (await ask(text)).reply


async def test_each_step_says_how_long_it_took(ask: Any) -> None:
    timings = (await ask("How long do refunds take?")).timings
    assert min(timings.triage_ms, timings.retrieve_ms, timings.answer_ms, timings.check_ms) > 0
    assert timings.total_ms >= timings.answer_ms


def test_the_graph_is_drawn_as_it_is_wired(agent: Agent) -> None:
    edges = {(edge.source, edge.target) for edge in agent.get_graph().edges}
    assert {
        ("__start__", "triage"),
        ("__start__", "retrieve"),
        ("answer", "use_tools"),
        ("use_tools", "answer"),
    } <= edges
    assert {("triage", "hand_off"), ("answer", "hand_off"), ("use_tools", "hand_off"), ("check", "hand_off")} <= edges
    assert ("check", "__end__") in edges
