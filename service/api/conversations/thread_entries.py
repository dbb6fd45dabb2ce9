"""What operators did and noted, as a conversation's page and the list of mentions show it."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel

from service.rest.shown import Shown
from service.storage.desk.entries import Entry


class EntryDetails(BaseModel):
    """To whom it was passed or given, from which group, or the id of the disposition with which it ended.

    Null where it does not apply.
    """

    operator: str | None = None
    group: str | None = None
    from_group: str | None = None
    disposition: str | None = None


class ThreadEntry(Shown):
    """Something done, or noted for colleagues. `by` and `mentioned` are names of users.

    `by_picture` is the path of the picture of who it was by. What routing does is `by` nobody: it gives (`assigned`),
    takes back what somebody let wait (`missed`), and lets it
    wait in another group (`routed`).
    """

    id: str
    kind: Literal["note", "claimed", "transferred", "returned", "closed", "reopened", "assigned", "missed", "routed"]
    at: datetime
    by: str | None
    by_picture: str | None
    text: str
    details: EntryDetails
    mentioned: list[str]


def show_entry(entry: Entry) -> ThreadEntry:
    """One entry as JSON."""
    return ThreadEntry.model_validate(entry)
