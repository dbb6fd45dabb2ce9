"""The customers of the demo shop, as files of `service/demo/customers` describe them: who they are, what they want."""

from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field

from service import demo

FOLDER = Path(demo.__path__[0]) / "customers"
Language = Literal["en", "zh"]
Kind = Literal["question", "order", "unknown", "complaint", "person", "trade"]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Matter(_Part):
    """What somebody wants: wordings, what an answer contains at least, and how it goes on with a colleague.

    `after` are pairs of what a colleague says and what the customer replies. With `days` it comes up only between so
    many and so many days before the end.
    """

    id: str
    kind: Kind = "question"
    weight: float = 1.0
    asks: list[str] = Field(min_length=1)
    contains: list[str] = []
    after: list[tuple[str, str]] = []
    days: tuple[float, float] | None = None


class Book(_Part):
    """All of one language. `people` are names with a contact detail; `ready` are replies that colleagues keep ready."""

    people: list[tuple[str, str]]
    companies: list[str]
    ready: dict[str, str]
    comments: dict[Literal["good", "bad"], list[str]]
    nudges: list[str]
    matters: list[Matter]


class Version(_Part):
    """What a colleague adds to a document, or a new one, so many days before the end; it may expire after the end."""

    document: str
    days_before: float
    adds: str
    status: Literal["published", "in_review"] = "published"
    ends_after_days: float | None = None


@cache
def book(language: Language) -> Book:
    """The customers who write in that language."""
    return Book.model_validate(_read(f"{language}.yaml"))


@cache
def versions() -> tuple[Version, ...]:
    """What colleagues change of the documents meanwhile."""
    return tuple(Version.model_validate(one) for one in _read("documents.yaml"))


def _read(name: str) -> Any:
    return yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
