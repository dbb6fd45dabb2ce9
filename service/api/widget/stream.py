"""The widget's live stream."""

from typing import Annotated

from fastapi import APIRouter, Header, Query

from service.deps import CurrentResources, CurrentVisitor, needs_visitor
from service.errors import BadToken, NotFound
from service.rest.shown import problems, streamed
from service.rest.sse import EventStream
from service.storage.conversations.conversations import state_of
from service.widget.streams import ConversationStream

router = APIRouter(prefix="/api/widget", tags=["widget"], dependencies=[needs_visitor])

Seq = Annotated[int | None, Query(ge=0, lt=2**31)]


@router.get(
    "/stream",
    status_code=200,
    response_class=EventStream,
    responses={**streamed("message", "delta", "withdrawn", "state", "typing"), **problems(401)},
)
async def stream(
    visitor: CurrentVisitor,
    resources: CurrentResources,
    after: Seq = None,
    last_event_id: Annotated[int | None, Header(ge=0, lt=2**31)] = None,
) -> EventStream:
    """Messages after that `seq`, then what happens; reconnect with the last `seq` seen."""
    async with resources.database.read() as connection:
        try:
            await state_of(connection, visitor.conversation_id)
        except NotFound as error:
            raise BadToken from error
    start = after if after is not None else last_event_id or 0
    watched = (visitor.conversation_id, start)
    return EventStream(ConversationStream(resources.database, resources.policies, resources.live, *watched).events())
