"""What operators do among themselves: notes with mentions, passing conversations on, opening them again."""

from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import APIRouter
from pydantic import BaseModel, Field, StringConstraints

from service.api.conversations.page import Claimed, show_row
from service.api.conversations.thread_entries import ThreadEntry, show_entry
from service.api.policies.policy_documents import PolicyChange, PolicyHistory, PolicyPage, history_of, put_in_force
from service.deps import CurrentResources, CurrentUser, PathId, Reading, needs
from service.policies.desk import DeskPolicy
from service.resources import Resources
from service.rest.shown import ClientId, problems
from service.roles import Right
from service.storage.conversations.conversations import get_conversation
from service.storage.desk.entries import list_mentions, see_mentions
from service.storage.policies import PolicyKind, newest_policy
from service.storage.routing.transferring import ToGroup, ToOperator
from service.storage.types import now
from service.texts import clean_message

router = APIRouter(prefix="/api", tags=["conversations"])
at_work = needs(Right.SEE, Right.ANSWER)

UserId = Annotated[str, StringConstraints(max_length=36)]


class Note(BaseModel):
    """What colleagues should know, never shown to the customer. `mentions` are ids of users who are told of it.

    The same `client_id` again is the same note.
    """

    text: str
    mentions: list[UserId] = Field([], max_length=20)
    client_id: ClientId


class Passing(BaseModel):
    """To whom a conversation passes: an operator, or a group."""

    to: Literal["operator", "group"]
    id: UserId


class MentionOf(BaseModel):
    """Something that the reader should look at, and in which conversation; `customer` is a name, if any."""

    entry: ThreadEntry
    conversation_id: str
    customer_id: str
    customer: str | None
    seen: bool


class Mentions(BaseModel):
    """What is new first; `unseen` counts that."""

    mentions: list[MentionOf]
    unseen: int


@router.post(
    "/conversations/{id}/notes",
    status_code=HTTPStatus.NO_CONTENT,
    dependencies=at_work,
    responses=problems(401, 403, 404, 413, 422),
)
async def add_note(conversation_id: PathId, said: Note, user: CurrentUser, resources: CurrentResources) -> None:
    """Note something for colleagues, whoever has the conversation."""
    text = clean_message(said.text, resources.settings.max_message_chars)
    await resources.desk.note(conversation_id, user.id, text, said.mentions, said.client_id)


@router.post("/conversations/{id}/transfer", dependencies=at_work, responses=problems(401, 403, 404, 409, 422))
async def transfer(
    conversation_id: PathId, passing: Passing, user: CurrentUser, resources: CurrentResources
) -> Claimed:
    """Pass on what the reader has, or what waits. An operator has it at once and is told; a group finds it waiting."""
    target = ToOperator(passing.id) if passing.to == "operator" else ToGroup(passing.id)
    await resources.desk.transfer(conversation_id, user.id, target)
    return await _claimed(resources, conversation_id)


@router.post("/conversations/{id}/reopen", dependencies=at_work, responses=problems(401, 403, 404, 409))
async def reopen(conversation_id: PathId, user: CurrentUser, resources: CurrentResources) -> Claimed:
    """Open a conversation that has ended again; the reader has it then."""
    await resources.desk.reopen(conversation_id, user.id)
    return await _claimed(resources, conversation_id)


@router.get("/desk/mentions", dependencies=needs(Right.SEE), responses=problems(401, 403))
async def show_mentions(user: CurrentUser, connection: Reading) -> Mentions:
    """Notes that name the reader, and conversations that were passed to them."""
    found = await list_mentions(connection, user.id)
    shown = [
        MentionOf(
            entry=show_entry(one.entry),
            conversation_id=one.conversation_id,
            customer_id=one.customer_id,
            customer=one.customer,
            seen=one.seen,
        )
        for one in found
    ]
    return Mentions(mentions=shown, unseen=sum(not one.seen for one in found))


@router.post(
    "/conversations/{id}/mentions/seen",
    status_code=HTTPStatus.NO_CONTENT,
    dependencies=at_work,
    responses=problems(401, 403, 404),
)
async def saw_mentions(conversation_id: PathId, user: CurrentUser, resources: CurrentResources) -> None:
    """The reader has looked at what they were told to in this conversation."""
    async with resources.database.write() as connection:
        await see_mentions(connection, conversation_id, user.id, now())


@router.get("/desk/policy", dependencies=needs(Right.SEE), responses=problems(401, 403))
async def get_policy(connection: Reading, resources: CurrentResources) -> PolicyPage[DeskPolicy]:
    """How conversations can end: the dispositions that are offered."""
    return await _policy(connection, resources)


@router.put("/desk/policy", dependencies=needs(Right.MANAGE), responses=problems(401, 403, 409, 422))
async def put_policy(change: PolicyChange, user: CurrentUser, resources: CurrentResources) -> PolicyPage[DeskPolicy]:
    """Put other dispositions in force."""
    await put_in_force(PolicyKind.DESK, DeskPolicy, change, user.email, resources)
    async with resources.database.read() as connection:
        return await _policy(connection, resources)


@router.get("/desk/policy/history", dependencies=needs(Right.SEE), responses=problems(401, 403))
async def get_history(connection: Reading) -> PolicyHistory:
    """What was saved when, and by whom."""
    return await history_of(PolicyKind.DESK, connection)


async def _policy(connection: Reading, resources: Resources) -> PolicyPage[DeskPolicy]:
    saved = await newest_policy(connection, PolicyKind.DESK)
    return PolicyPage[DeskPolicy](
        number=saved.number if saved else 0,
        document=(await resources.policies.look(connection)).desk,
        at=saved.at if saved else None,
        by=saved.by if saved else None,
    )


async def _claimed(resources: Resources, conversation_id: str) -> Claimed:
    async with resources.database.read() as connection:
        return Claimed(conversation=show_row(await get_conversation(connection, conversation_id)))
