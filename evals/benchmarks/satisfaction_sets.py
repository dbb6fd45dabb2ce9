"""Public service dialogues that people rated turn by turn, as the grader of satisfaction sees them; read in place."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from evals.benchmarks.measures import is_tuning
from evals.benchmarks.question_sets import rows_of
from graphs.evaluator.grader import GradingContext
from graphs.turn import Message, Turn

DISSATISFIED, NEUTRAL, SATISFIED = 0, 1, 2
_CLASSES = {"dissatisfied": DISSATISFIED, "neutral": NEUTRAL, "satisfied": SATISFIED}


@dataclass(frozen=True, slots=True)
class Rated:
    """A turn with what the customer said next, and the rating up to there: its class and its mean."""

    dialogue: str
    context: GradingContext
    words: str
    rating: int
    mean: float


@dataclass(frozen=True, slots=True)
class RatedSet:
    """Both halves of a set: one to choose a peer's thresholds on, one to report."""

    name: str
    language: str
    tuning: tuple[Rated, ...]
    reporting: tuple[Rated, ...]


def rated_sets(data: Path) -> Iterator[RatedSet]:
    """The sets under `data`, split by dialogue. A dialogue's first message follows no turn and is left out."""
    for name, read in (("uss_mwoz_en", _uss), ("jddc_satisfaction_zh", _jddc)):
        if not (data / name).is_dir():
            continue
        rows = list(read(data / name))
        halves = {half: tuple(row for row in rows if is_tuning(row.dialogue) is half) for half in (True, False)}
        yield RatedSet(name, name[-2:], halves[True], halves[False])


def _uss(folder: Path) -> Iterable[Rated]:
    for dialogue in rows_of(folder / "dev.jsonl"):
        said: list[Message] = []
        for turn in dialogue["turns"]:
            words = turn["text"]
            if not words.strip():
                continue
            if turn["role"] == "USER" and turn["sat"] and said:
                mean = fmean(turn["sat"])
                rating = DISSATISFIED if mean < 3 else NEUTRAL if mean == 3 else SATISFIED
                yield Rated(str(dialogue["dialog"]), _context(said, words), words, rating, mean)
            said.append(Message("customer" if turn["role"] == "USER" else "agent", words))


def _jddc(folder: Path) -> Iterable[Rated]:
    for dialogue in rows_of(folder / "dev.jsonl"):
        said: list[Message] = []
        for turn in dialogue["turns"]:
            if turn["label"] and said:
                rating = _CLASSES[turn["label"]]
                yield Rated(str(dialogue["dialog"]), _context(said, turn["user"]), turn["user"], rating, rating)
            said += [Message("customer", turn["user"])] if turn["user"].strip() else []
            said += [Message("agent", turn["system"])] if turn["system"].strip() else []


def _context(said: list[Message], words: str) -> GradingContext:
    """The turn before these words: the customer's last messages and the replies that they got, if any."""
    end = max(at for at, message in enumerate(said) if message.role == "customer") + 1
    start = end
    while start and said[start - 1].role == "customer":
        start -= 1
    turn = Turn(
        id="rated",
        conversation_id="rated",
        history=tuple(said[:start]),
        asked=tuple(said[start:end]),
        replies=tuple(said[end:]),
    )
    return GradingContext(turn=turn, following=(Message("customer", words),))
