"""What becomes of a model's drafts that do not keep to the style, over HTTP."""

from typing import Any

import pytest

from graphs.agent.context import Context
from graphs.agent.respond import respond
from graphs.agent.style.document import Style
from graphs.agent.styling import with_style
from graphs.turn import HandoffReason, Message

GOOD = "A refund reaches your card 5 working days after the parcel is back. [1]"
PROMISE = "We will refund you right away, I guarantee it. [1]"
AGAIN = "not the customer speaking"


@pytest.fixture
def styled(connected: Any) -> Any:
    def make(**document: Any) -> Context:
        return with_style(connected(), Style.model_validate(document))

    return make


def script(model_server: Any, first: str, second: str = "") -> None:
    """The first draft, and what is written when the check has refused it."""
    repaired = {"match": {"userMessage": AGAIN}, "response": {"content": second or first}}
    model_server.script(repaired, {"match": {}, "response": {"content": first}})


async def test_a_promise_that_no_source_makes_is_written_once_more(ask: Any, styled: Any, model_server: Any) -> None:
    script(model_server, PROMISE, GOOD)
    outcome = await ask("How long do refunds take?", context=styled())
    assert "5 working days" in outcome.reply
    assert "guarantee" not in outcome.reply
    assert "no source makes the promise" in str(model_server.requests[-1]["messages"][-1]["content"])
    assert [(edit.act, edit.reason) for edit in outcome.edits] == [("rewritten", "promise")]


async def test_a_promise_that_is_made_again_is_not_sent(ask: Any, styled: Any, model_server: Any) -> None:
    script(model_server, PROMISE)
    outcome = await ask("How long do refunds take?", context=styled())
    assert outcome.handoff is HandoffReason.FAILED_CHECK
    assert "guarantee" not in outcome.reply
    assert [(edit.act, edit.reason) for edit in outcome.edits] == [("rewritten", "promise"), ("withdrawn", "promise")]


async def test_what_the_business_does_promise_may_be_said(ask: Any, styled: Any, model_server: Any) -> None:
    script(model_server, f"{GOOD} We answer every e-mail within 24 hours.")
    allowed = styled(promises={"allowed": ["We answer every e-mail within 24 hours."]})
    prompt_says_so = "This may be promised: We answer every e-mail within 24 hours." in allowed.prompts.system
    assert prompt_says_so
    model_server.script({"match": {}, "response": {"content": "We will answer your e-mail within 24 hours. [1]"}})
    refused = await ask("How long do refunds take?", context=styled())
    assert "24 hours" not in refused.reply


async def test_a_human_the_agent_never_is(ask: Any, styled: Any, model_server: Any) -> None:
    script(model_server, f"I'm a real person. {GOOD}", GOOD)
    assert "real person" not in (await ask("How long do refunds take?", context=styled())).reply


async def test_too_much_is_cut_at_the_end_of_a_sentence_without_asking_again(
    ask: Any, styled: Any, model_server: Any
) -> None:
    script(model_server, f"{GOOD} Returns are free within 30 days of delivery. [1] Standard delivery takes 3 days. [3]")
    outcome = await ask("How long do refunds take?", context=styled(length={"max_sentences": 1}))
    assert outcome.reply == GOOD.removesuffix(" [1]")
    assert len(outcome.citations) == 1
    assert len(model_server.requests) == 1
    cut = "Returns are free within 30 days of delivery. Standard delivery takes 3 days."
    assert [(edit.act, edit.text) for edit in outcome.edits] == [("shortened", cut)]


async def test_a_question_that_the_model_leaves_out_is_answered_from_the_sources(
    ask: Any, styled: Any, model_server: Any
) -> None:
    script(model_server, GOOD)
    outcome = await ask("How long do refunds take? And what does standard delivery cost?", context=styled())
    assert "leaves out" in str(model_server.requests[-1]["messages"][-1]["content"])
    assert "5 working days" in outcome.reply
    assert "Standard delivery costs 4.90 EUR" in outcome.reply
    assert len(outcome.citations) == 2


async def test_a_reply_to_both_questions_is_left_as_it_is(ask: Any, styled: Any, model_server: Any) -> None:
    script(model_server, f"{GOOD} Standard delivery costs 4.90 EUR. [3]")
    outcome = await ask("How long do refunds take? And what does standard delivery cost?", context=styled())
    assert outcome.reply == f"{GOOD} Standard delivery costs 4.90 EUR. [3]".replace(" [1]", "").replace(" [3]", "")
    assert len(model_server.requests) == 1


async def test_the_greeting_is_shown_first_and_the_models_own_left_out(
    agent: Any, styled: Any, model_server: Any
) -> None:
    script(model_server, f"Hello! {GOOD} Which card did you use? When was it?")
    context = styled(persona={"greeting": {"en": "Welcome to Lumen!"}, "greet": "first_reply"})
    heard: list[str] = []
    withdrawn: list[str] = []
    outcome = await respond(
        agent,
        {"asked": (Message("customer", "How long do refunds take?"),)},
        context,
        heard.append,
        withdrawn.append,
    )
    assert outcome.reply == f"Welcome to Lumen!\n{GOOD.removesuffix(' [1]')} Which card did you use?"
    assert ("".join(heard).strip(), withdrawn) == (outcome.reply, [])


def test_the_style_stands_in_the_instructions_and_they_stay_secret(styled: Any) -> None:
    about = "I have known every single lamp of Lumen since 1998."
    context = styled(persona={"name": "Mia", "about": {"en": about}}, tone="formal", forbidden=["cheap"])
    for part in ("Your name is Mia.", about, "Formal:", "“cheap”"):
        assert part in context.prompts.system
    assert about not in context.prompts.confidential
