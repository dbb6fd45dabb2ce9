"""How many missed and needless hand-offs, lost and wrong leads and coming escalations do the graders find?

On the conversations of `evals/labelled`, line by line through the path of `turnwise grade`. Nothing was tuned on them,
so all of them are reported; `tuning` asks for those of `evals/developing` instead. Rates with Wilson's 95 % interval,
AUROC with the bootstrap's.
"""

import asyncio
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.benchmarks.cached_encoder import CachedEncoder
from evals.benchmarks.configuration import Configuration, configuration
from evals.benchmarks.escalation_scores import Forewarned, Watched, forewarned
from evals.benchmarks.lines_graded import lines_graded
from evals.judge import load_graders
from evals.labelled_conversations import (
    DEVELOPING,
    FOLDER,
    Escalation,
    LabelledTurn,
    load_escalations,
    load_turns,
    turn_lines,
)
from evals.wilson import Rate, rate
from graphs.evaluator.grader import Grade
from graphs.evaluator.graph import build_evaluator
from knowledge.embed import Embedder
from knowledge.embed import load as load_encoders
from knowledge.settings import KnowledgeSettings


@dataclass(frozen=True, slots=True)
class Mistake:
    """A kind of mistake: what people call it, and what the grader that should find it does."""

    name: str
    grader: str
    called: frozenset[str]
    named: frozenset[str]

    def is_there(self, turn: LabelledTurn) -> bool:
        """Whether the turn's label says so."""
        return (turn.handoff if self.grader == "handoff" else turn.lead) in self.called


@dataclass(frozen=True, slots=True)
class Found:
    """How a grader finds a kind of mistake.

    `precision` is the share of the turns it names that are such a mistake, `recall` the share of these mistakes that it
    names; None where there is nothing to take a share of.
    """

    mistake: str
    language: str
    n_turns: int
    n_mistakes: int
    n_named: int
    precision: Rate | None
    recall: Rate | None


MISTAKES = (
    Mistake("missed hand-off", "handoff", frozenset({"missed"}), frozenset({"missed"})),
    Mistake("needless hand-off", "handoff", frozenset({"needless"}), frozenset({"needless"})),
    Mistake("missed lead", "lead", frozenset({"missed"}), frozenset({"missed", "not_offered"})),
    Mistake("wrong lead", "lead", frozenset({"wrong"}), frozenset({"wrong"})),
    Mistake(
        "missed or wrong lead", "lead", frozenset({"missed", "wrong"}), frozenset({"missed", "not_offered", "wrong"})
    ),
)

Reported = Configuration | Found | Forewarned
Graded = dict[str, dict[str, Grade]]


async def run(
    data: Path | None, hear: Callable[[object], None] | None = None, *, tuning: bool = False
) -> list[Reported]:
    """Measure on what comes with Turnwise; public `data` is not needed. `hear` is told what is under way.

    With `tuning` on the conversations of `evals/developing`, which the graders were made on.
    """
    told = hear or (lambda _: None)
    settings = KnowledgeSettings()
    embedder = Embedder(*map(CachedEncoder, await asyncio.to_thread(load_encoders, settings)))
    folder = DEVELOPING if tuning else FOLDER
    turns, escalations = load_turns(folder), load_escalations(folder)
    try:
        told(f"{len(turns)} labelled turns")
        of_turns = await _graded(turn_lines(folder), ("handoff", "lead"), embedder)
        told(f"{len(escalations)} conversations that escalate, or do not")
        of_messages = await _graded(_messages(escalations), ("escalation_risk",), embedder)
    finally:
        await embedder.close()
    watched = [_watched(one, of_messages) for one in escalations]
    return [
        configuration(settings, embedder.model_id, 0),
        *(found(mistake, language, turns, of_turns) for mistake in MISTAKES for language in ("en", "zh", "both")),
        *(forewarned(language, watched) for language in ("en", "zh", "both")),
    ]


def found(mistake: Mistake, language: str, turns: Sequence[LabelledTurn], grades: Graded) -> Found:
    """One kind of mistake in one language, or in `both`."""
    chosen = [turn for turn in turns if language in (turn.language, "both")]
    there = {turn.id for turn in chosen if mistake.is_there(turn)}
    named = {turn.id for turn in chosen if grades[turn.id][mistake.grader].label in mistake.named}
    hits = len(there & named)
    return Found(
        mistake=mistake.name,
        language=language,
        n_turns=len(chosen),
        n_mistakes=len(there),
        n_named=len(named),
        precision=rate(hits, len(named)) if named else None,
        recall=rate(hits, len(there)) if there else None,
    )


def _messages(escalations: Iterable[Escalation]) -> Iterator[str]:
    """Each message of the customer but the last, with what was said before it and the replies that it got."""
    for one in escalations:
        said = [{"role": message.role, "content": message.text} for message in one.messages]
        for at in _customers(one)[:-1]:
            after = next(later for later in _customers(one) if later > at)
            line = {"id": f"{one.id}/{at}", "messages": said[: at + 1], "reply": said[at + 1 : after]}
            yield json.dumps(line, ensure_ascii=False)


def _customers(of: Escalation) -> list[int]:
    return [at for at, message in enumerate(of.messages) if message.role == "customer"]


def _watched(one: Escalation, grades: Graded) -> Watched:
    earlier = [grades[f"{one.id}/{at}"]["escalation_risk"] for at in _customers(one)[:-1]]
    return Watched(
        one.language,
        one.ended,
        tuple(grade.label == "warning" for grade in earlier),
        max((1 - grade.score for grade in earlier if grade.score is not None), default=0.0),
    )


async def _graded(lines: Iterable[str], only: Sequence[str], embedder: Embedder) -> Graded:
    """Each line's grades by its id. Raises ValueError where a line cannot be graded."""
    evaluator = build_evaluator(load_graders())
    return {
        str(line.id): {one.grader: one.grade for one in line.grades}
        async for line in lines_graded(lines, evaluator, embedder, only)
    }
