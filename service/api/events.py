"""News for the console: what it shows has changed, and is to be fetched again."""

from fastapi import APIRouter

from service.console_stream import ConsoleStream
from service.deps import CurrentResources, CurrentUser, needs_login
from service.shown import problems, streamed
from service.sse import EventStream

router = APIRouter(prefix="/api/events", tags=["live"], dependencies=needs_login)


@router.get(
    "",
    status_code=200,
    response_class=EventStream,
    responses={**streamed("changed"), **problems(401)},
)
async def stream(user: CurrentUser, resources: CurrentResources) -> EventStream:
    """`changed` with a topic, and the conversation's id where it is about one. Who listens counts as online."""
    return EventStream(ConsoleStream(resources.database, resources.live, user.id).events())
