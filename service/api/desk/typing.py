"""That somebody is writing: told at once, kept nowhere."""

from http import HTTPStatus

from fastapi import APIRouter

from service.deps import (
    CurrentResources,
    CurrentSite,
    CurrentUser,
    CurrentVisitor,
    PathId,
    Reading,
    needs,
    needs_visitor,
)
from service.live import CONSOLE, CustomerTyping, Typing, conversation_topic
from service.rest.shown import problems
from service.roles import Right
from service.storage.desk.assignments import has_now

router = APIRouter(prefix="/api", tags=["live"])


@router.post(
    "/widget/typing",
    status_code=HTTPStatus.NO_CONTENT,
    dependencies=[needs_visitor],
    responses=problems(401, 429),
)
async def visitor_types(visitor: CurrentVisitor, site: CurrentSite) -> None:
    """The customer is writing: operators see it for a few seconds. To be said again every three seconds at most."""
    await site.limits.typing(visitor.id)
    site.resources.live.publish(CONSOLE, CustomerTyping(visitor.conversation_id))


@router.post(
    "/conversations/{id}/typing",
    status_code=HTTPStatus.NO_CONTENT,
    dependencies=needs(Right.SEE, Right.ANSWER),
    responses=problems(401, 403, 404),
)
async def operator_types(
    conversation_id: PathId, user: CurrentUser, connection: Reading, resources: CurrentResources
) -> None:
    """The operator who has the conversation is writing: the customer sees it for a few seconds."""
    if await has_now(connection, conversation_id, user.id):
        resources.live.publish(conversation_topic(conversation_id), Typing("operator"))
