"""An endpoint of chat completions as a target, over real HTTP."""

import pytest

from evals.offline.run import run_suite
from evals.offline.target import TargetError
from evals.offline.targets.openai import Config, target
from tests.evals.offline.parrot import judges, suite
from tests.evals.offline.targets.server import Server

EXPECT = {"answered": True, "contains": ["3 years"], "cites": "warranty.md", "handed_off": False}


def completion(text: str, **more: object) -> dict[str, object]:
    return {"choices": [{"message": {"content": text}}], "usage": {"prompt_tokens": 7, "completion_tokens": 3}} | more


async def test_a_turnwise_tells_what_it_cites_and_hands_over(server: Server) -> None:
    cited = [{"document": "kb/warranty.md", "chunk_id": "1", "quote": "The warranty is 3 years."}]
    about = {"answered": True, "handoff": None, "citations": cited}
    server.answers = [
        completion("The warranty is 3 years.", turnwise=about),
        completion("", turnwise={"handoff": "policy"}),
    ]
    small = suite(
        {"says": "How long is the warranty?", "expect": EXPECT}, {"says": "Help", "expect": {"handed_off": True}}
    )
    async with target(Config(url=server.url, key="KEY"), {"KEY": "secret"}) as endpoint:
        run = await run_suite(small, endpoint, judges())
    assert run.ok, run.failures
    first, second = server.requests
    assert first.headers["Authorization"] == "Bearer secret"
    assert first.body["user"].startswith("case-1-")
    assert first.body["user"] == second.body["user"]
    assert [message["role"] for message in second.body["messages"]] == ["user", "assistant", "user"]
    assert run.cases[0].turns[0].input_tokens == 7
    assert {grade.label for grade in run.cases[0].turns[0].grades if grade.grader == "groundedness"} == {"grounded"}


async def test_what_a_bare_model_does_not_tell_is_not_evaluated(server: Server) -> None:
    server.answers = [completion("The warranty is 3 years.")]
    small = suite({"says": "How long is the warranty?", "expect": EXPECT})
    async with target(Config(url=server.url, model="qwen", system="You sell lamps."), {}) as endpoint:
        run = await run_suite(small, endpoint, judges())
    assert [check.criterion for check in run.cases[0].checks] == ["contains"]
    labels = {grade.grader: grade.label for grade in run.cases[0].turns[0].grades}
    assert labels["groundedness"] == "not_applicable"
    assert server.requests[0].body["messages"][0] == {"role": "system", "content": "You sell lamps."}


@pytest.mark.parametrize(
    ("answer", "told"),
    [({}, "no choices"), ("down", "not JSON"), (500, "answered 500")],
)
async def test_what_is_no_completion_fails_the_case_in_words(server: Server, answer: object, told: str) -> None:
    server.answers = [answer]
    async with target(Config(url=server.url), {}) as endpoint:
        run = await run_suite(suite({"says": "How long?"}), endpoint, judges())
    assert told in (run.cases[0].error or "")


async def test_every_run_is_another_user_and_tokens_that_are_null_are_none(server: Server) -> None:
    server.answers = [completion("3 years", usage={"prompt_tokens": None}) for _ in range(2)]
    for _ in range(2):
        async with target(Config(url=server.url), {}) as endpoint:
            run = await run_suite(suite({"says": "How long?"}), endpoint, judges())
            assert run.cases[0].turns[0].input_tokens == 0
    assert server.requests[0].body["user"] != server.requests[1].body["user"]


async def test_a_key_that_is_not_set_is_told() -> None:
    with pytest.raises(TargetError, match="KEY"):
        async with target(Config(url="http://localhost", key="KEY"), {}):
            pass
