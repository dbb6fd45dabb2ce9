"""Does the agent without a model answer a shop's customers from the shop's documents, or say that it cannot?"""

from dataclasses import dataclass
from pathlib import Path

import pytest

from graphs.agent.build import build_context
from graphs.agent.graph import build_agent
from graphs.agent.respond import respond
from graphs.agent.state import Outcome
from graphs.settings import GraphSettings
from graphs.turn import Message
from knowledge.embed import Embedder
from knowledge.files import files_under
from knowledge.index import open_index
from knowledge.ingest import Ingester
from knowledge.memory import MemoryStore
from knowledge.retrieve import Retriever
from knowledge.settings import KnowledgeSettings
from tests.graphs.demo_questions import CHINESE, ENGLISH, ONCE_WRONG_CHINESE, ONCE_WRONG_ENGLISH
from tests.models import lend_models

DEMO = Path(__file__).parents[2] / "service" / "demo" / "knowledge"


@dataclass(frozen=True, slots=True)
class Case:
    """`fact` is empty where the documents have no answer."""

    question: str
    facts: tuple[str, ...]
    avoid: str
    seen: bool

    def verdict(self, outcome: Outcome) -> str:
        """right, unknown (an answer was there and was not given) or wrong."""
        if not outcome.answered:
            return "unknown" if self.facts else "right"
        told = any(fact in outcome.reply for fact in self.facts)
        return "right" if told and not (self.avoid and self.avoid in outcome.reply) else "wrong"


def cases(lines: str) -> list[Case]:
    found = []
    for at, line in enumerate(lines.strip().splitlines()):
        question, fact, *avoid = (field.strip() for field in line.split(" ; "))
        found.append(Case(question, () if fact == "-" else tuple(fact.split("|")), "".join(avoid), at % 2 == 0))
    return found


async def ask_all(asked: list[Case], folder: Path) -> list[Outcome]:
    """What the product's own path answers, with its defaults."""
    knowledge = KnowledgeSettings(
        _env_file=None, data=lend_models(folder / "data"), qdrant_url="", embeddings="", embeddings_base_url=""
    )
    embedder, store = await Embedder.open(knowledge), MemoryStore()
    index, ingester = await open_index(knowledge, embedder), Ingester(store, embedder, knowledge)
    try:
        for name, file in files_under([DEMO]):
            await ingester.ingest(name, file.read_bytes())
        defaults = {name: info.get_default() for name, info in GraphSettings.model_fields.items()}
        context = build_context(GraphSettings(_env_file=None, **defaults), Retriever(store, index, embedder, knowledge))
        agent = build_agent()
        return [await respond(agent, {"asked": (Message("customer", case.question),)}, context) for case in asked]
    finally:
        await ingester.close()
        await index.close()
        await embedder.close()


@pytest.mark.parametrize(
    ("lines", "once_wrong"), [(ENGLISH, ONCE_WRONG_ENGLISH), (CHINESE, ONCE_WRONG_CHINESE)], ids=["en", "zh"]
)
async def test_most_questions_are_answered_from_the_documents_and_few_are_answered_wrongly(
    lines: str, once_wrong: str, tmp_path: Path
) -> None:
    asked, known = cases(lines), cases(once_wrong)
    outcomes = await ask_all([*asked, *known], tmp_path)
    for case, outcome in zip(known, outcomes[len(asked) :], strict=True):
        assert case.verdict(outcome) == "right", f"{case.question} -> {outcome.reply}"
    verdicts = [(case, case.verdict(outcome), outcome) for case, outcome in zip(asked, outcomes, strict=False)]
    report = "\n".join(
        f"{verdict}: {case.question} -> {outcome.confidence:.2f} {outcome.reply}"
        for case, verdict, outcome in verdicts
        if verdict != "right"
    )
    found = [verdict for _, verdict, _ in verdicts]
    right, wrong = found.count("right") / len(found), found.count("wrong") / len(found)
    assert right >= 0.8, f"{right:.2f} right, {wrong:.2f} wrong\n{report}"
    assert wrong <= 0.1, f"{right:.2f} right, {wrong:.2f} wrong\n{report}"
