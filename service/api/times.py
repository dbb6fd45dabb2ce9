"""Moments in requests."""

from datetime import UTC, datetime
from typing import Annotated

from pydantic import AfterValidator

_EARLIEST, _LATEST = datetime(1970, 1, 1, tzinfo=UTC), datetime(9000, 1, 1, tzinfo=UTC)


def _usable(time: datetime) -> datetime:
    moment = time.replace(tzinfo=UTC) if time.tzinfo is None else time
    if not _EARLIEST <= moment < _LATEST:
        raise ValueError("choose a time between the years 1970 and 9000")
    return moment


Time = Annotated[datetime, AfterValidator(_usable)]
"""One given without a zone is UTC; far from its ends, so that days can be added to it and taken from it."""
