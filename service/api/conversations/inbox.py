"""The inbox: conversations narrowed, searched and paged through; what an operator has read of them."""

from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from service.api.conversations.inbox_page import (
    FIRST_RESPONSE_S,
    AccountOption,
    GroupOption,
    Inbox,
    InboxOptions,
    ReplyLimits,
    show_rows,
)
from service.deps import CurrentCaller, CurrentResources, CurrentUser, PathId, Reading, needs
from service.errors import InvalidRequest
from service.rest.shown import problems
from service.roles import Right
from service.search_words import terms_of
from service.storage.conversations.attention import mark_read
from service.storage.conversations.conversations import list_conversations, standing_of
from service.storage.conversations.inbox import InboxState, Risk, Wanted, list_options, narrowed
from service.storage.types import now

router = APIRouter(prefix="/api/conversations", tags=["conversations"], dependencies=needs(Right.SEE, Right.ANSWER))

Narrow = Annotated[str | None, Query(max_length=60)]


class Seen(BaseModel):
    """The `seq` of the last message that the operator has seen."""

    seq: int = Field(ge=0, lt=2**31)


@router.get("", responses=problems(401, 403, 422))
async def list_page(
    connection: Reading,
    caller: CurrentCaller,
    resources: CurrentResources,
    state: InboxState | None = None,
    queue: Literal["all", "mine"] = "all",
    channel: Narrow = None,
    account: Narrow = None,
    group: Narrow = None,
    risk: Risk | None = None,
    language: Narrow = None,
    tag: Narrow = None,
    q: Annotated[str, Query(max_length=200)] = "",
    ids: Annotated[list[str], Query(max_length=100)] = [],  # noqa: B006 - FastAPI copies it
    cursor: Annotated[str | None, Query(max_length=200)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Inbox:
    """The inbox, newest activity first; of those who wait the urgent first. `next` is the cursor of the page after.

    A chat that was opened and in which nobody has written yet is not in it. `state` "mine" are the reader's own;
    `queue` "mine" leaves out the conversations of accounts whose hand-offs go to another group than the reader's. `q`
    looks for words in everything that was said, and in customers' names. `ids` are those to be shown again.
    """
    terms = terms_of(q)
    if q.strip() and not terms:
        raise InvalidRequest("There is no letter and no digit to look for: write a word or a number.")
    wanted = Wanted(
        state=state,
        queue=queue,
        channel=channel,
        account=account,
        group=group,
        risk=risk,
        language=language,
        tag=tag,
        query=q,
        ids=ids,
    )
    only = narrowed(connection, wanted, caller.user_id, now())
    page = await list_conversations(connection, None if state == "mine" else state, cursor, limit, only)
    nobody = (await resources.policies.look(connection)).handoff.nobody_comes
    return Inbox(
        conversations=await show_rows(connection, page.rows, caller.user_id, terms),
        next=page.next,
        limits=ReplyLimits(first_response_s=FIRST_RESPONSE_S, nobody_comes_s=nobody.after_minutes * 60),
    )


@router.get("/options", responses=problems(401, 403))
async def show_options(connection: Reading) -> InboxOptions:
    """What there is to narrow the inbox by: accounts in use, groups, the languages of late, customers' tags."""
    options = await list_options(connection)
    return InboxOptions(
        accounts=[AccountOption(id=one, channel=channel, name=name) for one, channel, name in options.accounts],
        groups=[GroupOption(id=one, name=name) for one, name in options.groups],
        languages=options.languages,
        tags=list(options.tags),
    )


@router.post("/{id}/read", status_code=HTTPStatus.NO_CONTENT, responses=problems(401, 403, 404, 422))
async def read(conversation_id: PathId, seen: Seen, user: CurrentUser, resources: CurrentResources) -> None:
    """The reader has seen the conversation up to this message. What is later stays unread."""
    async with resources.database.write() as connection:
        standing = await standing_of(connection, conversation_id)
        await mark_read(connection, conversation_id, user.id, min(seen.seq, standing.last_seq))
