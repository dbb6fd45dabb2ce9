"""What a connected system may tell, checked before any of it is stored; documented in docs/webhooks.md."""

from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import (
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    TypeAdapter,
    ValidationError,
    model_validator,
)

from evals.problems import plain
from service.errors import InvalidRequest
from service.storage.leads.filters import Stage

MOST_ROWS = 1_000
MOST = Decimal(1_000_000_000)
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100, pattern=r"^[^\x00]*$")]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200, pattern=r"^[^\x00]*$")]
Money = Annotated[Decimal, Field(ge=0, le=MOST, allow_inf_nan=False)]
Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
Count = Annotated[int, Field(ge=0, le=10**12)]


class Strict(BaseModel):
    """Base: no field that nobody knows, and no value repeated in an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class Customer(Strict):
    """Who is meant, by exactly one of these. A phone number has its country: +8613800138000."""

    id: Text | None = None
    conversation_id: Text | None = None
    lead_id: Text | None = None
    phone: Text | None = None
    email: Text | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        if len(self.model_fields_set) != 1:
            raise ValueError("name it by one of id, conversation_id, lead_id, phone, email")
        return self


class CustomerData(Strict):
    """What is left out stays as it was."""

    customer: Customer
    name: Name | None = None
    tags: Annotated[list[Text], Field(max_length=20)] | None = None
    value: Money | None = None
    currency: Currency | None = None

    @model_validator(mode="after")
    def _in_currency(self) -> Self:
        if self.value is not None and self.currency is None:
            raise ValueError("a value needs its currency")
        return self


class LeadData(Strict):
    """A lead moves on, or is somebody's."""

    customer: Customer
    stage: Stage | None = None
    owner: Name | None = None


class OrderData(Strict):
    """An order as it is at `at`; an earlier state than the one that is known changes nothing."""

    customer: Customer
    number: Text
    status: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
    amount: Money | None = None
    currency: Currency | None = None
    at: AwareDatetime


class SpendRow(Strict):
    """What a day (UTC) cost and brought in an account of a channel, or in the channel as a whole."""

    channel: Text
    account: Text | None = None
    day: Annotated[str, StringConstraints(max_length=10)]
    amount: Annotated[Decimal, Field(ge=0, le=Decimal(100_000_000), allow_inf_nan=False)]
    currency: Currency
    impressions: Count | None = None
    clicks: Count | None = None


class SpendData(Strict):
    """Each row in place of what was told for the same day and account before."""

    rows: Annotated[list[SpendRow], Field(min_length=1, max_length=MOST_ROWS)]


class Envelope(Strict):
    """As Standard Webhooks have it."""

    timestamp: str | None = Field(default=None, max_length=40)


class CustomerUpdated(Envelope):
    """`customer.updated`."""

    type: Literal["customer.updated"]
    data: CustomerData


class LeadUpdated(Envelope):
    """`lead.updated`."""

    type: Literal["lead.updated"]
    data: LeadData


class OrderUpdated(Envelope):
    """`order.updated`."""

    type: Literal["order.updated"]
    data: OrderData


class SpendReported(Envelope):
    """`spend.reported`."""

    type: Literal["spend.reported"]
    data: SpendData


Inbound = CustomerUpdated | LeadUpdated | OrderUpdated | SpendReported
_ADAPTER: TypeAdapter[Inbound] = TypeAdapter(Annotated[Inbound, Field(discriminator="type")])
_MOST_TOLD = 10


def read_inbound(body: bytes) -> Inbound:
    """What was told. Raises InvalidRequest, which says which fields are wrong and repeats none of them."""
    try:
        return _ADAPTER.validate_json(body)
    except ValidationError as error:
        found = error.errors(include_input=False, include_url=False)
        told = [f"{'.'.join(map(str, one['loc'][1:] or one['loc'])) or 'body'}: {plain(one['msg'])}" for one in found]
        more = f" and {len(told) - _MOST_TOLD} more" if len(told) > _MOST_TOLD else ""
        raise InvalidRequest("; ".join(told[:_MOST_TOLD]) + more) from None
