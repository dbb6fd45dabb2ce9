"""What a document says of itself: its front matter's `access`, `product`, `valid_from` and `valid_until`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from knowledge.document import Access
from knowledge.reader import UnreadableDocument

_ACCESS: Mapping[str, Access] = {
    "public": "public",
    "customers": "public",
    "公开": "public",
    "operators": "operators",
    "internal": "operators",
    "内部": "operators",
}


@dataclass(frozen=True, slots=True)
class Wishes:
    """None where the document says nothing."""

    access: Access | None = None
    products: tuple[str, ...] | None = None
    valid_from: datetime | None = None
    valid_until: datetime | None = None


def wishes_of(metadata: Mapping[str, str], name: str) -> Wishes:
    """Read the known keys; others are none of ours. Raises `UnreadableDocument` for a value that cannot be meant."""
    said = {key.strip().casefold().replace("-", "_"): value.strip() for key, value in metadata.items()}
    access = said.get("access") or said.get("audience")
    if access and access.casefold() not in _ACCESS:
        raise UnreadableDocument(f"{name}: access may be public or operators, not {access!r}; mend its front matter.")
    products = said.get("products") or said.get("product")
    return Wishes(
        access=_ACCESS[access.casefold()] if access else None,
        products=split_names(products) if products is not None else None,
        valid_from=_moment(said.get("valid_from"), name),
        valid_until=_moment(said.get("valid_until"), name),
    )


def split_names(text: str) -> tuple[str, ...]:
    """Names between commas, each once, in their order."""
    parts = text.strip("[]").replace("，", ",").replace("、", ",").split(",")
    return tuple(dict.fromkeys(part.strip(" \t\"'") for part in parts if part.strip(" \t\"'")))


def moment(text: str) -> datetime:
    """An ISO 8601 date or time as an aware time; without a zone it is UTC. Raises ValueError."""
    try:
        return datetime.combine(date.fromisoformat(text), time(), UTC)
    except ValueError:
        told = datetime.fromisoformat(text)
        return told if told.tzinfo else told.replace(tzinfo=UTC)


def _moment(text: str | None, name: str) -> datetime | None:
    if not text:
        return None
    try:
        return moment(text)
    except ValueError as error:
        raise UnreadableDocument(f"{name}: {text!r} is no date; write it as 2026-12-31 in its front matter.") from error
