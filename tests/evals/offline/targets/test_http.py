"""Any bot behind HTTP: the template of its request, the pointers into its response."""

import pytest

from evals.offline.run import run_suite
from evals.offline.target import TargetError
from evals.offline.targets.http import Config, target
from tests.evals.offline.parrot import judges, suite
from tests.evals.offline.targets.server import Server

BODY = {
    "session": "s-{{ conversation }}",
    "text": "{{message}}",
    "past": "{{ history }}",
    "flags": [1, "{{ message }}!"],
}


async def test_the_template_is_filled_and_the_pointers_are_followed(server: Server) -> None:
    server.answers = [
        {
            "out": [{"text": "The warranty is 3 years."}],
            "to~person": False,
            "sources": [{"t": {"name": "warranty.md"}}],
        },
        {"out": [{"text": "A colleague comes."}], "to~person": True},
    ]
    config = Config(
        url=f"{server.url}/talk",
        headers={"X-Key": "k-${BOT_KEY}"},
        body=BODY,
        reply="/out/0/text",
        handed_off="/to~0person",
        citations="/sources",
        document="/t/name",
    )
    turns = [
        {"says": "How long?", "expect": {"cites": "warranty.md", "handed_off": False, "answered": True}},
        {"says": "A person!", "expect": {"handed_off": True}},
    ]
    async with target(config, {"BOT_KEY": "1"}) as bot:
        run = await run_suite(suite(*turns), bot, judges())
    assert run.ok, run.failures
    assert [check.criterion for check in run.cases[0].checks] == ["handed_off", "cites", "handed_off"]
    first, second = server.requests
    assert (first.path, first.headers["X-Key"]) == ("/talk", "k-1")
    session = first.body.pop("session")
    assert session.startswith("s-case-1-")
    assert second.body["session"] == session
    assert first.body == {"text": "How long?", "past": [], "flags": [1, "How long?!"]}
    assert second.body["past"][1] == {"role": "agent", "text": "The warranty is 3 years."}


async def test_a_response_without_the_text_and_a_variable_that_is_not_set_are_told(server: Server) -> None:
    server.answers = [{"out": 5}]
    async with target(Config(url=server.url, body=BODY, reply="/out"), {}) as bot:
        run = await run_suite(suite({"says": "How long?"}), bot, judges())
    assert "there is no text at /out" in (run.cases[0].error or "")
    with pytest.raises(TargetError, match="BOT_KEY"):
        async with target(Config(url=server.url, headers={"X": "${BOT_KEY}"}, body={}, reply=""), {}):
            pass


@pytest.mark.parametrize(
    ("told", "handed_over"), [("false", False), ("no", False), (0, False), ("policy", True), (1, True)]
)
async def test_words_for_no_are_no_hand_off(server: Server, told: object, handed_over: bool) -> None:
    server.answers = [{"text": "Hello", "person": told}]
    config = Config(url=server.url, body={}, reply="/text", handed_off="/person")
    async with target(config, {}) as bot:
        run = await run_suite(suite({"says": "Hi"}), bot, judges())
    assert (run.cases[0].turns[0].handoff is not None) is handed_over
    # What it does not tell is no share of nothing: it is not known.
    assert run.rates["transfer"]["n"] == 1
    assert run.rates["lead_capture"]["value"] is None
