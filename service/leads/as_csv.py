"""Leads as CSV."""

from collections.abc import Iterable, Mapping

from service.spreadsheet import BYTE_ORDER_MARK, csv_lines
from service.storage.leads.lead_list import Person

_DETAILS = (
    "phone",
    "email",
    "wechat",
    "whatsapp",
    "telegram",
    "qq",
    "company",
    "city",
    "address",
    "need",
    "budget",
    "call_time",
)
COLUMNS = (
    "name",
    *_DETAILS,
    "score",
    "complete",
    "stage",
    "stage_by",
    "stage_at",
    "channels",
    "page",
    "source",
    "intents",
    "consent",
    "purpose",
    "first_at",
    "last_at",
    "conversations",
    "operator",
    "tags",
)


def header() -> str:
    """The byte order mark and the first line."""
    return BYTE_ORDER_MARK + csv_lines([COLUMNS])


def lines(people: Iterable[Person]) -> str:
    """A line for each person; several values of a kind stand in one cell."""
    return csv_lines(_cells(person) for person in people)


def _cells(person: Person) -> list[str]:
    of_kind = {kind: [field.value for field in person.fields if field.type == kind] for kind in _DETAILS}
    return [
        person.name or "",
        *("; ".join(of_kind[kind]) for kind in _DETAILS),
        str(person.score),
        "yes" if person.complete else "no",
        person.stage,
        person.stage_by or "",
        person.stage_at.isoformat(timespec="seconds") if person.stage_at else "",
        _joined(one.channel for one in person.conversations),
        _joined(str(one.source.get("page", "")) for one in person.conversations),
        _joined(_brought(one.source) for one in person.conversations),
        _joined(one.intent or "" for one in person.conversations),
        _joined(field.consent for field in person.fields),
        _joined(field.purpose or "" for field in person.fields),
        person.created_at.isoformat(timespec="seconds"),
        person.last_at.isoformat(timespec="seconds"),
        _joined(one.id for one in person.conversations),
        person.operator or "",
        _joined(person.tags),
    ]


def _brought(source: Mapping[str, object]) -> str:
    """What brought the customer, but for the page, which has a column of its own."""
    return ", ".join(f"{name}={value}" for name, value in sorted(source.items()) if name != "page")


def _joined(values: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(value for value in values if value))
