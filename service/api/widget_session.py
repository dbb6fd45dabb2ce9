"""The widget's session: opening the chat, resuming it, ending it."""

from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import APIRouter, Header, Request, Response
from pydantic import BaseModel, StringConstraints

from service.api.widget_files import FilesTaken
from service.deps import CurrentSite, CurrentVisitor, address_of, needs_visitor
from service.shown import ConversationState, Message, Shown, problems
from service.sources import source_of_page
from service.storage.operators import Ended

router = APIRouter(prefix="/api/widget", tags=["widget"])

Url = Annotated[str, StringConstraints(max_length=8_000)]


class Opening(BaseModel):
    """What the widget knows when a visitor opens the chat."""

    language: Literal["en", "zh"] | None = None
    token: Annotated[str, StringConstraints(max_length=4_000)] | None = None
    page: Url | None = None
    referrer: Url | None = None


class OpenSession(Shown):
    """The visitor's token and what was said so far; the greeting is no message of the conversation.

    `quick_questions` may be asked by a tap below it. `files` is null where none may be attached.
    """

    token: str
    conversation_id: str
    state: ConversationState
    language: str
    greeting: str
    quick_questions: list[str]
    messages: list[Message]
    files: FilesTaken | None = None


class Ending(BaseModel):
    """What the customer says when asked whether their matter is solved."""

    solved: bool | None = None


class Closed(BaseModel):
    """The conversation has ended."""

    state: Literal["closed"] = "closed"


@router.post("/sessions", status_code=HTTPStatus.CREATED, responses={200: {"model": OpenSession}, **problems(422, 429)})
async def open_session(
    opening: Opening,
    request: Request,
    response: Response,
    site: CurrentSite,
    accept_language: Annotated[str, Header()] = "",
) -> OpenSession:
    """Start a conversation (201), or resume the one that the token names while it is not closed (200)."""
    await site.limits.session(address_of(request))
    source = source_of_page(opening.page, opening.referrer)
    session = await site.sessions.open(opening.token, opening.language or preferred(accept_language), source)
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
