"""Public messages of customers with what triage should see in them; read in place, never copied."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.benchmarks.measures import is_tuning
from evals.benchmarks.question_sets import rows_of


@dataclass(frozen=True, slots=True)
class Labelled:
    """A message and whether it is what is looked for: upset, or a request for a person."""

    text: str
    positive: bool


@dataclass(frozen=True, slots=True)
class LabelledSet:
    """One half of a set."""

    name: str
    language: str
    messages: tuple[Labelled, ...]


# (row id, text, positive): a set without ids is split by the text, one of dialogues by the dialogue.
_Row = tuple[object, str, bool]
_Read = Callable[[Path], Iterable[_Row]]


def upset_sets(data: Path, tuning: bool) -> Iterator[LabelledSet]:
    """Dissatisfied customers against the rest; on reviews a bad one counts."""
    readers: dict[str, _Read] = {
        "airline_tweets_en": _airline,
        "complaints_tweets_en": _complaints,
        "waimai_zh": _waimai,
        "eprstmt_zh": _eprstmt,
        "jddc_satisfaction_zh": _jddc_turns,
    }
    return _half(readers, data, tuning)


def request_sets(data: Path, tuning: bool) -> Iterator[LabelledSet]:
    """Requests for a person against the rest; nobody in clinc150 asks a business for one."""
    readers: dict[str, _Read] = {
        "rasa_handoff_en": _rasa,
        "bitext_cs_en": _bitext,
        "jddc_intents_zh": _jddc_requests,
        "clinc150_en": _clinc,
    }
    return _half(readers, data, tuning)


def _half(readers: dict[str, _Read], data: Path, tuning: bool) -> Iterator[LabelledSet]:
    for name, read in readers.items():
        try:
            rows = list(read(data / name))
        except FileNotFoundError:
            continue
        kept = tuple(Labelled(text, positive) for row_id, text, positive in rows if is_tuning(row_id) is tuning)
        yield LabelledSet(name, name[-2:], kept)


def _airline(folder: Path) -> Iterable[_Row]:
    return ((row["id"], row["text"], row["sentiment"] == "negative") for row in rows_of(folder / "dev.jsonl"))


def _complaints(folder: Path) -> Iterable[_Row]:
    return ((row["id"], row["text"], row["complaint"] == 1) for row in rows_of(folder / "all.jsonl"))


def _waimai(folder: Path) -> Iterable[_Row]:
    return ((row["id"], row["text"], row["label"] == 0) for row in rows_of(folder / "dev.jsonl"))


def _eprstmt(folder: Path) -> Iterable[_Row]:
    for file in ("dev_few_all.jsonl", "test_public.jsonl"):
        for row in rows_of(folder / file):
            yield row["id"], row["sentence"], row["label"] == "Negative"


def _jddc_turns(folder: Path) -> Iterable[_Row]:
    for dialogue in rows_of(folder / "dev.jsonl"):
        for turn in dialogue["turns"]:
            if turn["label"]:
                yield dialogue["dialog"], turn["user"], turn["label"] == "dissatisfied"


def _rasa(folder: Path) -> Iterable[_Row]:
    return ((row["text"], row["text"], row["handoff"]) for row in rows_of(folder / "all.jsonl"))


def _bitext(folder: Path) -> Iterable[_Row]:
    for row in _of_files(folder, "train.jsonl", "test.jsonl"):
        yield row["text"], row["text"], row["intent"] == "contact_human_agent"


def _jddc_requests(folder: Path) -> Iterable[_Row]:
    return ((row["dialog"], row["text"], row["asks_for_agent"]) for row in rows_of(folder / "dev.jsonl"))


def _clinc(folder: Path) -> Iterable[_Row]:
    for row in _of_files(folder, "train.jsonl", "test.jsonl", "oos_test.jsonl"):
        yield row["text"], row["text"], False


def _of_files(folder: Path, *names: str) -> Iterator[dict[str, Any]]:
    for name in names:
        yield from rows_of(folder / name)
