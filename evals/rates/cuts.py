"""By what rates are cut: fields of a conversation, and the dates of its start (UTC)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from evals.conversation import ConversationRecord

CUTS = ("channel", "account", "operator_group", "language", "prompt_version", "model", "knowledge_version")
"""The fields of a conversation by which rates can be cut, besides the dates `day`, `week` and `month`."""
DATE_CUTS = {"day": "%Y-%m-%d", "week": "%G-W%V", "month": "%Y-%m"}

_EXAMPLE = datetime(2026, 3, 2, tzinfo=UTC)
_EARLIEST_YEAR, _LATEST_YEAR = 1970, 9000

Key = tuple[str | None, ...]
"""The values of the cuts asked for, in their order."""


def check_cuts(by: Iterable[str], only: Mapping[str, str | None] | None = None) -> None:
    """Raises ValueError for what rates cannot be cut by, and for what is no date."""
    only = only or {}
    if unknown := [cut for cut in (*by, *only) if cut not in CUTS and cut not in DATE_CUTS]:
        raise ValueError(f"cannot cut by {', '.join(unknown)}: choose from {', '.join((*CUTS, *DATE_CUTS))}")
    for cut, value in only.items():
        if cut in DATE_CUTS and (value is None or not _is_date(cut, value)):
            raise ValueError(f"{value or 'nothing'} is no {cut}: write it as in {_EXAMPLE.strftime(DATE_CUTS[cut])}")


def key_of(record: ConversationRecord, by: Sequence[str]) -> Key:
    """The conversation's values of these cuts."""
    return tuple(_value(record, cut) for cut in by)


def matches(record: ConversationRecord, only: Mapping[str, str | None]) -> bool:
    """Whether the conversation has all of these values."""
    return all(_value(record, cut) == value for cut, value in only.items())


def in_order(key: Key) -> list[tuple[bool, str]]:
    """Sorts keys, with the unknown last."""
    return [(part is None, part or "") for part in key]


def window(key: Mapping[str, str | None], since: datetime, until: datetime) -> tuple[datetime, datetime]:
    """The part of [since, until) that the dates of a key leave; empty where they exclude each other."""
    for cut, value in key.items():
        if cut in DATE_CUTS and value is not None:
            begin, end = _dates(cut, value)
            since, until = max(since, begin), min(until, end)
    return since, max(since, until)


def midnight(at: datetime) -> datetime:
    """The beginning of that day (UTC)."""
    return at.replace(hour=0, minute=0, second=0, microsecond=0)


def _value(record: ConversationRecord, cut: str) -> str | None:
    if cut in DATE_CUTS:
        return record.started_at.strftime(DATE_CUTS[cut])
    value: str | None = getattr(record, cut)
    return value


def _is_date(cut: str, value: str) -> bool:
    try:
        begin, _ = _dates(cut, value)
    except (ValueError, OverflowError):
        return False
    return begin.strftime(DATE_CUTS[cut]) == value and _EARLIEST_YEAR <= begin.year < _LATEST_YEAR


@lru_cache(maxsize=1_000)
def _dates(cut: str, value: str) -> tuple[datetime, datetime]:
    """Raises ValueError for what is no such date."""
    match cut:
        case "day":
            begin = datetime.strptime(value, "%Y-%m-%d").replace(tzinfo=UTC)
            return begin, begin + timedelta(days=1)
        case "week":
            begin = datetime.strptime(f"{value}-1", "%G-W%V-%u").replace(tzinfo=UTC)
            return begin, begin + timedelta(days=7)
        case _:
            begin = datetime.strptime(value, "%Y-%m").replace(tzinfo=UTC)
            return begin, (begin + timedelta(days=31)).replace(day=1)
