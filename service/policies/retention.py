"""How long what customers told is kept, as a document."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

FEWEST_DAYS, MOST_DAYS = 30, 3_650


class RetentionPolicy(BaseModel):
    """`customers_days` after a customer wrote last, all that they told is deleted, as if they had asked for it.

    None keeps it until somebody asks. Counts and grades stay: rates rest on them.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    customers_days: Annotated[int, Field(strict=True, ge=FEWEST_DAYS, le=MOST_DAYS)] | None = None
