"""Other programs talk with the agent: their conversations are stored, answered and graded as any other.

A chat-completions request brings the whole conversation and no name for it. It goes on in the conversation in which
exactly that was said, and else begins one with what was said as its history.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace

from graphs.turn import Message
from prompts.replies import Replies
from service.errors import InvalidRequest, NotAnsweredYet, NotFound
from service.storage.accounts.accounts import API
from service.storage.customers.customers import Contact
from service.storage.database import Database
from service.storage.messages.messages import StoredMessage
from service.storage.messages.programs import Told, contact_of, remember_transcript, take_conversation, told_after
from service.storage.messages.receive import Incoming
from service.storage.messages.transcripts import start_with_history
from service.storage.types import new_id, now
from service.storage.users.api_keys import ApiKey
from service.texts import clean, clean_message
from service.turns.turns import Turns

PATIENCE_S = 120.0
_USER_CHARS = 200


class Programs:
    """`account_id` is the channel account under which all of them write."""

    def __init__(
        self, database: Database, turns: Turns, replies: Replies, account_id: str, max_message_chars: int
    ) -> None:
        self._database = database
        self._turns = turns
        self._replies = replies
        self._account_id = account_id
        self._max_message_chars = max_message_chars

    async def receive(self, key: ApiKey, user: str, said: Sequence[Message]) -> StoredMessage:
        """Store what the customer says now, in the conversation that `said` is all of. Raises InvalidRequest."""
        history, asked = split_asked(said)
        text = clean_message("\n".join(asked), self._max_message_chars)
        transcript = _digest(key, user, history)
        async with self._database.write() as connection:
            place = await take_conversation(connection, self._account_id, transcript) if history else None
            place = place or await start_with_history(connection, self._contact(key, user), history, now())
        return await self._store(place, text)

    async def receive_in(self, key: ApiKey, conversation_id: str | None, text: str) -> StoredMessage:
        """Store it in a conversation that this key has begun, or in a new one. Raises NotFound, ConversationClosed."""
        text = clean_message(text, self._max_message_chars)
        if conversation_id is None:
            async with self._database.write() as connection:
                conversation_id = await start_with_history(connection, self._contact(key, ""), (), now())
            return await self._store(conversation_id, text)
        async with self._database.read() as connection:
            contact = await contact_of(connection, self._account_id, conversation_id)
        if contact is None or not contact.startswith(f"{key.id}:"):
            raise NotFound("There is no such conversation of yours: leave it out to begin one.")
        return await self._store(conversation_id, text)

    async def told(self, message: StoredMessage) -> Told:
        """What the customer got, once the turn has ended. Raises NotAnsweredYet."""
        if not await self._turns.answered(message.conversation_id, message.seq, PATIENCE_S):
            raise NotAnsweredYet
        async with self._database.peek() as connection:
            told = await told_after(connection, message.id)
        if told.reply:
            return told
        return replace(told, reply=self._replies.say(told.language, "held_by_colleague"))

    async def remember(self, key: ApiKey, user: str, said: Sequence[Message], told: Told) -> None:
        """Let the conversation be found by what the program will send back."""
        whole = (*said, Message("agent", told.reply))
        async with self._database.write() as connection:
            await remember_transcript(connection, told.conversation_id, _digest(key, user, whole))

    async def _store(self, conversation_id: str, text: str) -> StoredMessage:
        receipt = await self._turns.receive(Incoming(key=new_id(), where=conversation_id, text=text, at=now()))
        return receipt.message

    def _contact(self, key: ApiKey, user: str) -> Contact:
        """A customer without a name is another one each time."""
        return Contact(self._account_id, API, f"{key.id}:{user_name(user) or new_id()}")


def user_name(user: str) -> str:
    """What a program calls its customer, as it is stored."""
    return clean(user).strip()[:_USER_CHARS]


def split_asked(said: Sequence[Message]) -> tuple[tuple[Message, ...], tuple[str, ...]]:
    """What was said before, and what the customer says now. Raises InvalidRequest where that is nothing."""
    start = len(said)
    while start and said[start - 1].role == "customer":
        start -= 1
    if start == len(said):
        raise InvalidRequest("The last message must be the customer's, with the role user.")
    return tuple(said[:start]), tuple(message.text for message in said[start:])


def _digest(key: ApiKey, user: str, said: Sequence[Message]) -> str:
    parts = [key.id, user_name(user), *((message.role, clean(message.text).strip()) for message in said)]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()
