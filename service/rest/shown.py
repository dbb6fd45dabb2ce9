"""What several endpoints show, as JSON: the models behind the OpenAPI page."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from service.rest.errorpages import Problem

ConversationState = Literal["open", "waiting", "human", "closed"]
Responses = dict[int | str, dict[str, Any]]
# Ids that clients make up: printable, so that every database and log takes them.
ClientId = Annotated[str, Field(pattern=r"^[\x20-\x7e]{1,100}$")]


class Shown(BaseModel):
    """A model that reads the records of `service.storage` as they are."""

    model_config = ConfigDict(from_attributes=True)


class Citation(Shown):
    """The words of a document that support a reply: characters `start` to `end` of the chunk, where that is known."""

    document: str
    title: str
    chunk_id: str
    quote: str
    start: int | None = None
    end: int | None = None


class Attachment(Shown):
    """What a customer attached, in bytes; `error` says why it could not be fetched (yet).

    `picture`: its address shows it in place, else it is downloaded. `text` is what it says, null until it was read.
    """

    id: str
    name: str | None
    media_type: str | None
    size: int | None
    state: Literal["wanted", "stored", "failed"]
    error: str | None
    text: str | None
    picture: bool


class LeadCard(Shown):
    """A form for contact details: the kinds that are asked for, in their order (`phone`, `email`, `wechat`, ...).

    What the customer fills in is sent as a message of theirs, in words.
    """

    kind: Literal["lead"]
    fields: list[str]


class Author(Shown):
    """The operator who wrote a message; `picture` is the path of their profile picture, null without one."""

    name: str
    picture: str | None


class Message(Shown):
    """One thing said. `seq` grows within the conversation; `delivery` is null where nothing is sent to a platform.

    `left`: it did not arrive, or perhaps not, and an operator leaves it so. `choices` are short answers to tap; said in
    words, or by their number, they are understood as well. `card` is the form for the details that the text asks for.
    `author` is the operator, null for customers and the agent.
    """

    id: str
    seq: int
    role: Literal["customer", "agent", "operator"]
    text: str
    at: datetime
    citations: list[Citation]
    client_id: str | None
    delivery: Literal["pending", "sent", "failed", "uncertain", "left"] | None
    choices: list[str] = []
    card: LeadCard | None = None
    attachments: list[Attachment] = []
    author: Author | None = None


def streamed(*events: str) -> Responses:
    """For an endpoint that streams: the names of its events."""
    return {200: {"content": {"text/event-stream": {}}, "description": f"Events: {', '.join(events)}"}}


def problems(*statuses: int) -> Responses:
    """For an endpoint's `responses`: these statuses carry `{"error", "detail"}`."""
    return {status: {"model": Problem} for status in statuses}
