"""The life of a document's version, as pure rules: what may become what, and when.

    draft -> in_review -> published -> superseded | expired -> retired

A version with a later `valid_from` is `scheduled` until then. A superseded, expired or retired one can be published
again (a roll-back). At most one version of a document is published.
"""

from datetime import datetime
from typing import Literal

from knowledge.document import Status

Action = Literal["submit", "send_back", "publish", "roll_back", "retire"]

_FROM: dict[Action, frozenset[Status]] = {
    "submit": frozenset({"draft"}),
    "send_back": frozenset({"in_review"}),
    "publish": frozenset({"draft", "in_review", "scheduled"}),
    "roll_back": frozenset({"superseded", "expired", "retired"}),
    "retire": frozenset({"draft", "in_review", "scheduled", "published", "superseded", "expired"}),
}
_SAID: dict[Status, str] = {
    "draft": "a draft",
    "in_review": "in review",
    "scheduled": "scheduled",
    "published": "published",
    "superseded": "superseded by a newer one",
    "expired": "expired",
    "retired": "retired",
}


class NotAllowed(ValueError):
    """The version cannot do that from where it stands. The message tells why and what can be done."""


def after(
    action: Action, status: Status, *, now: datetime, valid_from: datetime | None, valid_until: datetime | None
) -> Status:
    """The status that the action leads to; raises `NotAllowed`."""
    if status not in _FROM[action]:
        possible = ", ".join(name for name, sources in _FROM.items() if status in sources)
        raise NotAllowed(f"This version is {_SAID[status]}: it can {possible or 'do nothing more'}, not {action}.")
    match action:
        case "submit":
            return "in_review"
        case "send_back":
            return "draft"
        case "retire":
            return "retired"
        case "publish" | "roll_back":
            return published_status(now=now, valid_from=valid_from, valid_until=valid_until)


def published_status(*, now: datetime, valid_from: datetime | None, valid_until: datetime | None) -> Status:
    """What a version that is to be published is at this moment; raises `NotAllowed` where its time is over."""
    check_validity(valid_from, valid_until)
    if valid_until is not None and valid_until <= now:
        raise NotAllowed("Its validity is over; set a later end first.")
    return "scheduled" if valid_from is not None and valid_from > now else "published"


def check_validity(valid_from: datetime | None, valid_until: datetime | None) -> None:
    """Raise `NotAllowed` unless the end comes after the beginning."""
    if valid_from is not None and valid_until is not None and valid_until <= valid_from:
        raise NotAllowed("The validity would end before it begins; set a later end.")
