"""The suite `conversations` with its scripted chat model over HTTP: a few of its cases; the command plays them all."""

import json
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import pytest

from evals.judge import load_graders
from evals.offline.play import Judges
from evals.offline.run import run_suite
from evals.offline.run_record import Run
from evals.offline.scripted_play import ScriptedPlay, scripted_play
from evals.offline.suite import Suite, load_suite
from evals.offline.targets.agent import AgentTarget, open_agent
from graphs.evaluator.graph import build_evaluator
from graphs.settings import GraphSettings
from knowledge.settings import KnowledgeSettings
from tests.models import lend_models

FOLDER = Path(__file__).parents[3] / "evals" / "suites" / "conversations"
KNOWLEDGE = Path(__file__).parents[3] / "service" / "demo" / "knowledge"
# Among them: tools that fail, slips of five kinds, calls that code refuses.
PLAYED = ["en-tool-fails", "en-lead-refused", "en-injection", "zh-promises", "zh-tool-injection", "zh-anger-return"]
DOCUMENTS = [
    "en/shipping.md", "en/trade-customers.md", "en/contact-and-showrooms.md", "en/halo-3-floor-lamp.md",
    "zh/shipping.md", "zh/warranty.html", "zh/returns.md",
]  # fmt: skip


@pytest.fixture
def suite(tmp_path: Path) -> Suite:
    """These cases over these documents, which keep their folders' names: cases cite them by those."""
    documents = tmp_path / "knowledge"
    for name in DOCUMENTS:
        (documents / name).parent.mkdir(parents=True, exist_ok=True)
        (documents / name).symlink_to(KNOWLEDGE / name)
    suite = load_suite(FOLDER)
    cases = tuple(case for case in suite.cases if case.id in PLAYED)
    return suite.model_copy(update={"cases": cases, "knowledge": (documents,)})


@pytest.fixture
def play() -> Iterator[ScriptedPlay]:
    with scripted_play(load_suite(FOLDER)) as play:
        yield play


@pytest.fixture
async def target(suite: Suite, play: ScriptedPlay, tmp_path: Path) -> AsyncIterator[AgentTarget]:
    defaults = {name: info.get_default(call_default_factory=True) for name, info in GraphSettings.model_fields.items()}
    settings = play.settings(GraphSettings(_env_file=None, **{**defaults, "policy": suite.policy}))
    knowledge = KnowledgeSettings(_env_file=None, data=lend_models(tmp_path / "data"), qdrant_url="")
    async with open_agent(suite.knowledge, knowledge, settings, suite.tools) as target:
        yield target


async def test_expectations_are_met_with_a_chat_model_and_its_slips_are_caught(
    suite: Suite, play: ScriptedPlay, target: AgentTarget
) -> None:
    judges = Judges(evaluator=build_evaluator(load_graders()), only=("language",))
    run: Run = await run_suite(suite, target, judges)
    assert run.failures == []
    assert play.failures == []
    counts = play.counts
    assert counts.slips >= 7
    assert counts.calls >= 2
    answers = [turn for case in run.cases for turn in case.turns if turn.model == "openai:scripted"]
    assert len(answers) == counts.asked
    assert all(turn.input_tokens > 0 for turn in answers)
    assert all(exchange.request["stream"] for exchange in play.server.exchanges if "tools" in exchange.request)


ASKED = [
    {"role": "user", "content": "How tall is the Halo 3?"},
    {"role": "tool", "tool_call_id": "1", "content": "[1] Halo 3\nThe Halo 3 is 152 cm tall."},
]


def test_a_slip_that_is_not_sent_back_is_told(play: ScriptedPlay) -> None:
    completion = httpx.post(f"{play.server.url}/chat/completions", json={"model": "scripted", "messages": ASKED}).json()
    assert completion["choices"][0]["message"]["content"] == "The Halo 3 is 160 cm tall [1]."
    assert completion["usage"]["prompt_tokens"] > completion["usage"]["completion_tokens"] > 0
    assert play.failures == ["en-answer-halo-3, turn 1: the check lets a slip stand: The Halo 3 is 160 cm tall [1]."]


def test_a_reply_is_streamed_in_pieces_with_its_usage_at_the_end(play: ScriptedPlay) -> None:
    asked = {"model": "scripted", "messages": ASKED, "stream": True}
    lines = [line for line in httpx.post(f"{play.server.url}/chat/completions", json=asked).text.splitlines() if line]
    assert lines[-1] == "data: [DONE]"
    events = [json.loads(line.removeprefix("data: ")) for line in lines[:-1]]
    pieces = [event["choices"][0]["delta"].get("content", "") for event in events]
    assert len(pieces) > 3
    assert "".join(pieces) == "The Halo 3 is 160 cm tall [1]."
    assert events[-1]["usage"]["total_tokens"] > 0


def test_what_the_script_does_not_know_is_refused_and_told(play: ScriptedPlay) -> None:
    asked = {"model": "scripted", "messages": [{"role": "user", "content": "Who are you?"}]}
    refused = httpx.post(f"{play.server.url}/chat/completions", json=asked)
    assert refused.status_code == 400
    assert play.failures == [refused.json()["error"]["message"]]
    assert httpx.post(f"{play.server.url}/embeddings", json={}).status_code == 404
