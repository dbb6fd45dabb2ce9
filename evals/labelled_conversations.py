"""Conversations that were labelled by hand: what the graders of hand-offs and leads, and the warnings of escalation,
are measured by (`evals/labelled/`), and what they were made on (`evals/developing/`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal, Self, TypeVar

from pydantic import Field, ValidationError, model_validator

from evals.offline.case import Strict
from evals.problems import describe
from evals.record import GradeLine, Said
from graphs.evaluator.grader import GradingContext
from graphs.turn import Message

FOLDER = Path(__file__).parent / "labelled"
DEVELOPING = Path(__file__).parent / "developing"
"""In the same format: what the graders were made on, and no measure of them."""

Language = Literal["en", "zh"]
HandoffLabel = Literal["right", "missed", "needless", "not_needed"]
LeadLabel = Literal["right", "missed", "wrong", "none"]
Ended = Literal["complaint", "handoff", "fine"]
LANGUAGES: tuple[Language, ...] = ("en", "zh")
_TURNS = "handoffs_and_leads"
_Words = Annotated[str, Field(min_length=1)]


class LabelledError(Exception):
    """A file of labelled conversations cannot be used; the message names every problem's file, line and field."""


@dataclass(frozen=True, slots=True)
class LabelledTurn:
    """A turn as graders see it, with what a person says of it. `easy` ones hold no trap; `why` is one sentence."""

    id: str
    language: Language
    context: GradingContext
    handoff: HandoffLabel
    lead: LeadLabel
    easy: bool
    why: str


@dataclass(frozen=True, slots=True)
class Escalation:
    """A whole conversation, the last message the customer's, with how it ended there."""

    id: str
    language: Language
    messages: tuple[Message, ...]
    ended: Ended
    why: str


def load_turns(folder: Path = FOLDER) -> list[LabelledTurn]:
    """`handoffs_and_leads_{en,zh}.jsonl`, English first. Raises LabelledError."""
    return [row.labelled() for row in _load(folder, _TURNS, _TurnRow)]


def turn_lines(folder: Path = FOLDER) -> Iterator[str]:
    """The lines of the same files as `turnwise grade` reads them, which passes over the labels."""
    for language in LANGUAGES:
        yield from _file(folder, _TURNS, language).read_text(encoding="utf-8").splitlines()


def load_escalations(folder: Path = FOLDER) -> list[Escalation]:
    """`escalations_{en,zh}.jsonl`, English first. Raises LabelledError."""
    return [row.labelled() for row in _load(folder, "escalations", _EscalationRow)]


class _Said(Strict):
    role: Literal["user", "assistant", "operator"]
    content: _Words


class _Detail(Strict):
    type: _Words
    value: _Words
    raw: _Words


class _Lead(Strict):
    fields: list[_Detail] = Field(min_length=1)


class _Labels(Strict):
    handoff: HandoffLabel
    lead: LeadLabel


class _Row(Strict):
    id: _Words
    language: Language
    messages: list[_Said] = Field(min_length=1)
    why: _Words

    @model_validator(mode="after")
    def _ends_with_the_customer(self) -> Self:
        if self.messages[-1].role != "user":
            raise ValueError("messages: the last one must be the customer's")
        return self


Row = TypeVar("Row", bound=_Row)


class _TurnRow(_Row):
    reply: _Words
    next: list[_Words]
    handed_off: bool
    lead: _Lead | None
    context: list[_Words] | None = None
    easy: bool
    labels: _Labels

    @model_validator(mode="after")
    def _labels_fit_what_happened(self) -> Self:
        if self.handed_off != (self.labels.handoff in ("right", "needless")):
            raise ValueError(f"labels.handoff: {self.labels.handoff!r} contradicts handed_off")
        recorded = self.lead is not None
        if recorded and self.labels.lead == "none":
            raise ValueError("labels.lead: 'none' contradicts the lead that was recorded")
        if not recorded and self.labels.lead in ("right", "wrong"):
            raise ValueError(f"labels.lead: {self.labels.lead!r}, but no lead was recorded")
        said = "\n".join(message.content for message in self.messages if message.role == "user")
        for number, detail in enumerate(self.lead.fields if self.lead else ()):
            if detail.raw not in said:
                raise ValueError(f"lead.fields.{number}.raw: the customer did not write {detail.raw!r}")
        return self

    def labelled(self) -> LabelledTurn:
        given = self.model_dump(exclude={"language", "easy", "labels", "why"}, exclude_unset=True)
        return LabelledTurn(
            id=self.id,
            language=self.language,
            context=GradeLine.model_validate(given).grading_context(),
            handoff=self.labels.handoff,
            lead=self.labels.lead,
            easy=self.easy,
            why=self.why,
        )


class _EscalationRow(_Row):
    ended: Ended

    def labelled(self) -> Escalation:
        messages = tuple(Said(role=said.role, content=said.content).message() for said in self.messages)
        return Escalation(self.id, self.language, messages, self.ended, self.why)


def _file(folder: Path, name: str, language: Language) -> Path:
    return folder / f"{name}_{language}.jsonl"


def _load(folder: Path, name: str, row_type: type[Row]) -> list[Row]:
    rows: dict[str, Row] = {}
    problems: list[str] = []
    for language in LANGUAGES:
        file = _file(folder, name, language)
        for number, found in _rows(file, row_type):
            if isinstance(found, str):
                problems.append(f"{file}:{number}: {found}")
            elif found.language != language:
                problems.append(f"{file}:{number}: language: {found.language!r} does not belong into this file")
            elif found.id in rows:
                problems.append(f"{file}:{number}: id: {found.id!r} is taken by an earlier row")
            else:
                rows[found.id] = found
    if problems:
        raise LabelledError("\n".join(problems))
    return list(rows.values())


def _rows(file: Path, row_type: type[Row]) -> Iterator[tuple[int, Row | str]]:
    """Line number with the row, or with what is wrong with it."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise LabelledError(f"{file}: cannot be read: {error}") from error
    for number, line in enumerate(lines, 1):
        try:
            yield number, row_type.model_validate_json(line)
        except ValidationError as error:
            yield number, describe(error)
