"""Moments in queries."""

from datetime import UTC, datetime
from typing import Annotated

from pydantic import AfterValidator


def _utc(time: datetime) -> datetime:
    return time.replace(tzinfo=UTC) if time.tzinfo is None else time


Time = Annotated[datetime, AfterValidator(_utc)]
"""One given without a zone is UTC."""
