"""What LangGraph's own tools open: both graphs take plain JSON and answer."""

import importlib
import json
from pathlib import Path

import pytest
from langgraph.checkpoint.memory import InMemorySaver

from service import studio
from service.cli.demo import FOLDER
from service.resources import open_database, open_knowledge
from service.settings import Settings
from tests.models import lend_models

ROOT = Path(__file__).parents[2]


@pytest.fixture
def installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """An empty installation, the one that the environment names."""
    monkeypatch.setenv("TURNWISE_DATA", str(lend_models(tmp_path)))
    return Settings()


def test_langgraph_json_names_factories_that_exist() -> None:
    graphs = json.loads((ROOT / "langgraph.json").read_text())["graphs"]
    assert set(graphs) == {"agent", "evaluator"}
    for place in graphs.values():
        file, _, name = place.partition(":")
        module = ".".join(Path(file).with_suffix("").parts)
        assert callable(getattr(importlib.import_module(module), name))


async def test_both_graphs_answer_in_the_form_of_the_tools(installation: Settings) -> None:
    async with open_database(installation) as database, open_knowledge(installation, database) as knowledge:
        document = FOLDER / "en" / "shipping.md"
        await knowledge.ingester.ingest(document.name, document.read_bytes())
    async with studio.agent() as agent:
        asked = {"messages": [{"role": "user", "content": "What does express delivery to Germany cost?"}]}
        answered = await agent.ainvoke(asked)
        assert "12.90" in answered["messages"][-1].text
        assert answered["outcome"]["citations"][0]["document"] == "shipping.md"
        assert agent.get_input_jsonschema()["properties"].keys() == {"messages", "context"}
    async with studio.evaluator() as evaluator:
        turn = {"messages": [{"role": "user", "content": "How long?"}], "reply": "Ten years.", "context": ["Two days."]}
        labels = {grade["grader"]: grade["label"] for grade in (await evaluator.ainvoke(turn))["grades"]}
        assert labels["groundedness"] == "ungrounded"
        assert labels["resolution"] == "not_applicable"


async def test_the_tools_see_every_step_of_both_graphs(installation: Settings) -> None:
    async with studio.agent() as agent, studio.evaluator() as evaluator:
        assert any(node.endswith("retrieve") for node in agent.get_graph(xray=True).nodes)
        assert any(node.endswith("compute") for node in evaluator.get_graph(xray=True).nodes)


async def test_a_thread_of_the_tools_is_a_conversation(installation: Settings) -> None:
    async with studio.agent() as agent:
        chat = agent.copy({"checkpointer": InMemorySaver()})
        thread = {"configurable": {"thread_id": "1"}}
        await chat.ainvoke({"messages": [{"role": "user", "content": "hello"}]}, thread)
        answered = await chat.ainvoke({"messages": [{"role": "user", "content": "转人工"}]}, thread)
        assert [message.type for message in answered["messages"]] == ["human", "ai", "human", "ai"]
        assert answered["outcome"]["handoff"] == "customer_request"
