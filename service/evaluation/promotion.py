"""A stored conversation as a case for a suite, its contact details masked."""

from sqlalchemy.ext.asyncio import AsyncConnection

from evals.offline.case import Case
from evals.offline.promote import promoted
from service.errors import InvalidRequest
from service.storage.conversations.conversations import get_conversation
from service.storage.grading.contexts import grading_contexts
from service.storage.turns.turns import list_turns


async def case_of(connection: AsyncConnection, conversation_id: str, *, blank: bool) -> Case:
    """The case; what the agent did is taken for right, unless `blank`. Raises NotFound, and InvalidRequest where the
    conversation has no turn yet.
    """
    found = await get_conversation(connection, conversation_id)
    ids = [turn.id for turn in await list_turns(connection, conversation_id)]
    contexts = await grading_contexts(connection, ids)
    turns = [contexts[turn_id].turn for turn_id in ids]
    ending = contexts[ids[-1]].ending if ids else None
    solved = ending.solved if ending else None
    try:
        return promoted(conversation_id, turns, language=found.language or "en", solved=solved, blank=blank)
    except ValueError as error:
        raise InvalidRequest(f"{error}.") from error
