"""The widget's session: opening the chat, resuming it, ending it."""

from dataclasses import replace
from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import APIRouter, Header, Request, Response
from pydantic import AliasPath, BaseModel, Field, StringConstraints

from service.api.widget.files import FilesTaken
from service.deps import CurrentSite, CurrentVisitor, address_of, needs_visitor, open_to_all
from service.incoming.sources import MAX_VALUE_CHARS, source_of_page
from service.rest.shown import ConversationState, Message, Shown, problems
from service.storage.customers.customers import NAME_CHARS
from service.storage.desk.operators import Ended
from service.storage.types import now
from service.texts import clean
from service.widget.sessions import Opening as Wanted
from service.widget.signed_identity import Claim
from service.widget.sites import ensure_site

router = APIRouter(prefix="/api/widget", tags=["widget"])

Url = Annotated[str, StringConstraints(max_length=8_000)]
Key = Annotated[str, StringConstraints(max_length=64)]


class Identity(BaseModel):
    """Who the page says its visitor is: the id is signed by the shop's server, the name is not."""

    id: Annotated[str, StringConstraints(max_length=1_000)]
    signature: Annotated[str, StringConstraints(max_length=200)]
    expires: Annotated[int, Field(ge=0, lt=2**53)] | None = None
    name: Annotated[str, StringConstraints(max_length=1_000)] | None = None


class Opening(BaseModel):
    """What the widget knows when a visitor opens the chat. `invitation`: what it said by itself before."""

    account: Key | None = None
    language: Literal["en", "zh"] | None = None
    token: Annotated[str, StringConstraints(max_length=4_000)] | None = None
    page: Url | None = None
    referrer: Url | None = None
    identity: Identity | None = None
    invitation: Annotated[str, StringConstraints(max_length=MAX_VALUE_CHARS)] | None = None


class OpenSession(Shown):
    """The visitor's token and what was said so far; the greeting is no message of the conversation.

    `quick_questions` may be asked by a tap below it. `files` is null where none may be attached. `operator_picture`
    is the path of the picture of the one who has it. `position` is that of one who waits for an operator, 1 for who is
    next; null with `opens_at` where nobody is there before that time.
    """

    token: str
    conversation_id: str
    state: ConversationState
    language: str
    greeting: str
    quick_questions: list[str]
    messages: list[Message]
    identified: bool
    operator: str | None
    operator_picture: str | None
    position: int | None = Field(validation_alias=AliasPath("place", "position"))
    opens_at: datetime | None = Field(validation_alias=AliasPath("place", "opens_at"))
    files: FilesTaken | None = None


class Ending(BaseModel):
    """What the customer says when asked whether their matter is solved."""

    solved: bool | None = None


class Closed(BaseModel):
    """The conversation has ended."""

    state: Literal["closed"] = "closed"


@router.post(
    "/sessions",
    dependencies=open_to_all("visitors come from anywhere"),
    status_code=HTTPStatus.CREATED,
    responses={200: {"model": OpenSession}, **problems(403, 404, 422, 429)},
)
async def open_session(
    opening: Opening,
    request: Request,
    response: Response,
    site: CurrentSite,
    accept_language: Annotated[str, Header()] = "",
) -> OpenSession:
    """Start a conversation (201), or resume the visitor's while it is not closed (200).

    Theirs is the one that the token names; with a signed identity also the one in which they wrote on another device.
    """
    await site.limits.session(address_of(request))
    widget = await site.widgets.find(opening.account)
    ensure_site(request, widget.settings)
    source = source_of_page(opening.page, opening.referrer)
    if invitation := clean(opening.invitation or "").strip():
        source["invitation"] = invitation
    wanted = Wanted(opening.token, opening.language or preferred(accept_language), source)
    if claimed := opening.identity:
        claim = Claim(claimed.id, claimed.signature, claimed.expires)
        name = clean(claimed.name or "").strip()[:NAME_CHARS] or None
        wanted = replace(wanted, identity=await site.widgets.verify(widget, claim, now()), name=name)
    session = await site.sessions.open(widget, wanted)
    if session.resumed:
        response.status_code = HTTPStatus.OK
    settings, shown = site.resources.settings, OpenSession.model_validate(session)
    if settings.widget_files:
        shown.files = FilesTaken(types=settings.widget_file_types, max_bytes=settings.widget_file_bytes)
    return shown


@router.post("/close", dependencies=[needs_visitor], responses=problems(401))
async def close(ending: Ending, visitor: CurrentVisitor, site: CurrentSite) -> Closed:
    """End the conversation; the answer to "solved?" may also come afterwards."""
    await site.resources.desk.close(visitor.conversation_id, Ended("customer", ending.solved))
    return Closed()


def preferred(accept_language: str) -> Literal["en", "zh"]:
    """Of our two languages the one that the browser ranks higher (RFC 9110, 12.5.4); English if it names neither."""
    best: dict[str, float] = {"en": 0.0, "zh": 0.0}
    for choice in accept_language.split(","):
        tag, _, weight = choice.partition(";")
        language = tag.strip().lower().partition("-")[0]
        if language in best:
            best[language] = max(best[language], _quality(weight))
    return "zh" if best["zh"] > best["en"] else "en"


def _quality(weight: str) -> float:
    name, _, value = weight.strip().partition("=")
    try:
        return float(value) if name == "q" else 1.0
    except ValueError:
        return 0.0
