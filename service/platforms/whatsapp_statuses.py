"""What became of our messages, as WhatsApp tells: only that one failed is news, the others are receipts.

.../whatsapp/webhooks/reference/messages/status; the codes: .../whatsapp/support/error-codes on developers.facebook.com.
"""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from pydantic import BaseModel, Field, ValidationError

from service.channel.interface import LateFailure

_MAX_REASON_CHARS = 200
_WORDS: Mapping[int, str] = {
    130472: "WhatsApp holds this customer's number out of messages of businesses for an experiment",
    131026: "the number is not on WhatsApp, has not accepted its terms, or its app is too old",
    131047: "more than 24 hours have passed since the customer's last message: they have to write first",
    131048: "WhatsApp limits this number, as too many of its messages were blocked or reported",
    131049: "WhatsApp kept the message from the customer, to keep the number of messages healthy",
    131051: "WhatsApp does not support this kind of message",
    131053: "the file could not be used by WhatsApp: send it in another format",
}


class _Details(BaseModel):
    details: str = ""


class _Error(BaseModel):
    code: int = 0
    title: str = ""
    message: str = ""
    error_data: _Details = _Details()

    def sentence(self) -> str:
        told = (self.error_data.details or self.message or self.title)[:_MAX_REASON_CHARS]
        words = _WORDS.get(self.code)
        why = f"{words} (code {self.code}: {told})" if words else f"code {self.code}: {told}"
        return f"WhatsApp took the message, but did not deliver it: {why}."


class _Status(BaseModel):
    id: Annotated[str, Field(min_length=1, max_length=350)]
    status: str
    errors: list[_Error] = []


def failures_in(statuses: Sequence[Any]) -> tuple[LateFailure, ...]:
    """The messages that failed; a status of another form than documented holds up no others."""
    read = [one for status in statuses if (one := _read(status)) and one.status == "failed"]
    return tuple(LateFailure(one.id, (one.errors[0] if one.errors else _Error()).sentence()) for one in read)


def _read(status: Any) -> _Status | None:
    try:
        return _Status.model_validate(status)
    except ValidationError:
        return None
