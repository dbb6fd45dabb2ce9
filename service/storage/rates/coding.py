"""A conversation's record as text and back: what is as it is for most conversations is left out."""

from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

import orjson

from evals.conversation import Assignment, ConversationRecord, Forewarning, GradingCounts, Handoff

Json = dict[str, Any]

_DEFAULT = ConversationRecord(
    id="", customer_id="", channel="", account="", language=None, started_at=datetime.fromisoformat("1970-01-01T00:00Z")
)
# No record is without one, whatever it is.
_ALWAYS = frozenset({"id", "customer_id", "channel", "account", "started_at"})


def encode(record: ConversationRecord) -> str:
    """JSON; times as ISO 8601, money as text, which loses nothing."""
    fields = {
        name: value
        for name in ConversationRecord.__dataclass_fields__
        if (value := getattr(record, name)) != getattr(_DEFAULT, name) or name in _ALWAYS
    }
    return orjson.dumps(fields, default=_plain).decode()


def decode(text: str) -> ConversationRecord:
    """The record as it was."""
    fields: Json = orjson.loads(text)
    for name, restore in _RESTORE.items():
        if name in fields:
            fields[name] = restore(fields[name])
    return ConversationRecord(language=fields.pop("language", None), **fields)


def _plain(value: object) -> object:
    match value:
        case frozenset():
            return sorted(value)
        case Decimal():
            return str(value)
        case Mapping():
            return dict(value)
        case _:
            raise TypeError(f"a record holds a {type(value).__name__}, which has no JSON")


def _assignment(fields: Json) -> Assignment:
    until, cost = fields["until"], fields["cost"]
    return Assignment(
        fields["operator"],
        datetime.fromisoformat(fields["since"]),
        until and datetime.fromisoformat(until),
        None if cost is None else Decimal(cost),
    )


_RESTORE: Mapping[str, Callable[[Any], Any]] = {
    **dict.fromkeys(("started_at", "opened_at", "closed_at"), datetime.fromisoformat),
    **dict.fromkeys(("intents", "documents", "replied_by"), frozenset),
    **dict.fromkeys(("responses_s", "operator_responses_s", "grading_lags_s"), tuple),
    "handoffs": lambda given: tuple(Handoff(one["reason"], datetime.fromisoformat(one["at"])) for one in given),
    "assignments": lambda given: tuple(_assignment(one) for one in given),
    "forewarning": lambda given: Forewarning(**given),
    "labelled": lambda given: {grader: (labelled, judged) for grader, (labelled, judged) in given.items()},
    "grading": lambda given: GradingCounts(**given),
    "cost": Decimal,
}
