"""A small shop's documents, a retriever that gives them, and an independent OpenAI-compatible server (aimock)."""

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import httpx
import pytest

from graphs.agent.build import build_context
from graphs.agent.context import Context
from graphs.agent.graph import Agent, build_agent
from graphs.agent.respond import respond
from graphs.agent.state import Outcome
from graphs.settings import GraphSettings
from graphs.turn import Message, Passage
from knowledge.document import Chunk, Hit, Retrieval
from knowledge.language import detect
from knowledge.meaning import Meaning

AIMOCK = Path(__file__).parents[1] / "node_modules" / ".bin" / "llmock"
TEXTS = (
    "Returns are free within 30 days of delivery. A refund reaches your card 5 working days after the parcel is back.",
    "退货需在签收后30天内申请。退款将在收到退货后5个工作日内原路退回。",
    "Standard delivery costs 4.90 EUR and takes 3 days. Orders over 50 EUR are delivered free of charge.",
)


@dataclass
class FakeRetriever:
    """Gives the same hits for every query, and remembers the queries."""

    texts: Sequence[str] = TEXTS
    confidence: float = 0.9
    queries: list[str] = field(default_factory=list)

    async def search(self, query: str, k: int) -> Retrieval:
        self.queries.append(query)
        return self._found(self.texts[:k])

    async def search_passages(self, query: str, texts: Sequence[str]) -> Retrieval:
        self.queries.append(query)
        return self._found(texts)

    async def meaning(self, text: str) -> Meaning | None:
        return None

    def _found(self, texts: Sequence[str]) -> Retrieval:
        hits = tuple(
            Hit(Chunk(f"chunk-{n}", f"id-{n}", f"kb/{n}.md", "Shop", n, ("Help",), text, detect(text)), 1.0 - n / 10)
            for n, text in enumerate(texts)
        )
        return Retrieval(hits, self.confidence if texts else 0.0, 7)


@pytest.fixture
def retriever() -> FakeRetriever:
    return FakeRetriever()


@pytest.fixture(scope="session")
def agent() -> Agent:
    return build_agent()


@pytest.fixture
def settings() -> Callable[..., GraphSettings]:
    """Settings that no .env and no variable of the machine changes: what is given, else the defaults."""

    def make(**given: Any) -> GraphSettings:
        defaults = {
            name: info.get_default(call_default_factory=True) for name, info in GraphSettings.model_fields.items()
        }
        return GraphSettings(_env_file=None, **{**defaults, **given})

    return make


@pytest.fixture
def context(settings: Callable[..., GraphSettings], retriever: FakeRetriever) -> Context:
    return build_context(settings(), retriever)


Ask = Callable[..., Any]


@pytest.fixture
def ask(agent: Agent, context: Context) -> Ask:
    """One turn: the customer's text, what was said before as (role, text), and anything else of a question."""

    async def run(text: str, *before: tuple[str, str], context: Context = context, **question: Any) -> Outcome:
        history = tuple(Message(role, said) for role, said in before)  # type: ignore[arg-type]
        return await respond(agent, {"history": history, "asked": (Message("customer", text),), **question}, context)

    return run


@pytest.fixture
def with_policy(context: Context) -> Callable[..., Context]:
    """The context with other thresholds."""
    return lambda **changes: replace(context, policy=replace(context.policy, **changes))


@pytest.fixture
def given_passages() -> tuple[Passage, ...]:
    return tuple(Passage(f"context:{n}", f"context:{n}", text) for n, text in enumerate(TEXTS))


@dataclass
class MockServer:
    """aimock, told by each test what to answer; `requests` are those that it got, oldest first."""

    url: str

    def script(self, *fixtures: dict[str, Any]) -> None:
        httpx.post(f"{self.url}/__aimock/reset").raise_for_status()
        added = httpx.post(f"{self.url}/__aimock/fixtures", json={"fixtures": fixtures})
        assert added.is_success, added.text

    @property
    def requests(self) -> list[dict[str, Any]]:
        journal = httpx.get(f"{self.url}/__aimock/journal").raise_for_status().json()
        entries = journal if isinstance(journal, list) else journal["entries"]
        return [entry["body"] for entry in entries]


@contextmanager
def running_aimock(fixtures: Path) -> Iterator[str]:
    """Its address, once it listens; skips where Node.js or the package is missing."""
    node = shutil.which("node")
    if node is None or not AIMOCK.exists():
        pytest.skip("needs Node.js and `npm ci --prefix tests`")
    command = [node, str(AIMOCK), "--port", "0", "--fixtures", str(fixtures)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        assert process.stdout is not None
        output: list[str] = []
        for line in process.stdout:
            output.append(line)
            if listening := re.search(r"listening on (http://\S+)", line):
                yield listening[1]
                process.terminate()
                return
    pytest.fail(f"aimock did not start: {''.join(output)}")


@pytest.fixture(scope="session")
def _aimock() -> Iterator[str]:
    with running_aimock(Path(__file__).parent / "aimock.json") as url:
        yield url


@pytest.fixture
def model_server(_aimock: str) -> MockServer:
    return MockServer(_aimock)


@pytest.fixture(scope="session")
def broken_model_server() -> Iterator[MockServer]:
    """A server that gives what its control API would refuse to script: see `aimock.json`."""
    with running_aimock(Path(__file__).parent / "aimock.json") as url:
        yield MockServer(url)
