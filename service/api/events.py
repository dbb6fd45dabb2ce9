"""News for the console: what it shows has changed, and is to be fetched again."""

from fastapi import APIRouter, Request

from service.console_stream import ConsoleStream
from service.deps import CurrentSite, CurrentUser, login_token, needs
from service.rest.shown import problems, streamed
from service.rest.sse import EventStream
from service.roles import Right

router = APIRouter(prefix="/api/events", tags=["live"], dependencies=needs(Right.SEE))


@router.get(
    "",
    status_code=200,
    response_class=EventStream,
    responses={**streamed("changed", "typing", "assigned", "heartbeat"), **problems(401, 403)},
)
async def stream(request: Request, user: CurrentUser, site: CurrentSite, present: bool = True) -> EventStream:
    """`changed` with a topic, and the conversation's id where it is about one; `typing` with that of a conversation in
    which the customer writes; `assigned` with that of one that the listener was given. `heartbeat` where nothing else
    was sent for 15 seconds: a stream that is silent for much longer is dead.

    Who listens counts as online, unless `present` is false, as for a wallboard that nobody works at.
    """
    token, resources, operator = login_token(request, site) or "", site.resources, user.id if present else None

    async def logged_in() -> bool:
        return await site.logins.user_of(token) is not None

    return EventStream(ConsoleStream(resources.database, resources.live, operator, logged_in).events())
