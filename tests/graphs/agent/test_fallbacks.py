"""Which model answers when others fail, over real HTTP."""

from typing import Any

from graphs.turn import HandoffReason

QUESTION = "How long do refunds take?"
GOOD = "A refund reaches your card 5 working days after the parcel is back [1]."
SEARCHED = {"toolCallId": "search-1"}
DOWN = {"error": {"message": "down", "type": "server_error"}, "status": 500}


async def test_another_server_answers_for_one_that_is_dead(
    ask: Any, connected: Any, model_server: Any, closed_port: int
) -> None:
    model_server.script({"match": SEARCHED, "response": {"content": GOOD}})
    other = {"model": "openai:second", "base_url": f"{model_server.url}/v1"}
    context = connected(url=f"http://127.0.0.1:{closed_port}/v1", model_fallbacks=(other,))
    outcome = await ask(QUESTION, context=context)
    assert outcome.model == "openai:second"
    assert outcome.answered


async def test_each_model_of_the_chain_is_asked_before_documents_are_quoted(
    ask: Any, connected: Any, model_server: Any
) -> None:
    model_server.script({"match": SEARCHED, "response": DOWN})
    outcome = await ask(QUESTION, context=connected(model_fallbacks=("openai:second", "openai:third")))
    assert [request["model"] for request in model_server.requests] == ["mock", "second", "third"]
    assert outcome.model == "extractive"


async def test_a_dead_model_is_asked_again_only_after_its_rest(ask: Any, connected: Any, model_server: Any) -> None:
    model_server.script({"match": SEARCHED, "response": DOWN})
    context = connected(model_rest_after=2, model_rest_s=3600)
    answers = [await ask(QUESTION, context=context) for _ in range(5)]
    assert len(model_server.requests) == 2
    assert {outcome.model for outcome in answers} == {"extractive"}
    assert all(outcome.answered for outcome in answers)


async def test_when_everything_fails_the_customer_is_told_so_and_a_colleague_takes_over(
    ask: Any, connected: Any, model_server: Any
) -> None:
    model_server.script({"match": SEARCHED, "response": DOWN})
    context = connected(model_fallback=False, model_fallbacks=("openai:second",))
    for question, told in ((QUESTION, "colleague"), ("退款多久到账？", "人工")):
        outcome = await ask(question, context=context)
        assert outcome.handoff is HandoffReason.FAILED_CHECK
        assert told in outcome.reply
