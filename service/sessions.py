"""Visitors' sessions: a chat is resumed by its token, or a new conversation starts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from knowledge.microbatch import MicroBatch
from service.errors import BadToken, NotFound
from service.live import Live
from service.storage.conversations import state_of
from service.storage.customers import Contact
from service.storage.database import Database
from service.storage.messages import StoredMessage, list_visible
from service.storage.sessions import Start, start_conversations
from service.storage.types import new_id, now
from service.visitors import Visitor, Visitors

WIDGET = "widget"


@dataclass(frozen=True, slots=True)
class Session:
    """A visitor's way into one conversation. `resumed` says that it was there before.

    `quick_questions` stand below the greeting.
    """

    token: str
    conversation_id: str
    state: str
    language: str
    greeting: str
    messages: Sequence[StoredMessage]
    resumed: bool
    quick_questions: Sequence[str] = ()


class Sessions:
    """Opens sessions in the widget's account; visitors who come together are entered together.

    `greets` gives the greeting in a language, `offers` the quick questions below it.
    """

    def __init__(
        self,
        database: Database,
        live: Live,
        visitors: Visitors,
        greets: Callable[[str], str],
        offers: Callable[[str], Sequence[str]],
        account_id: str,
    ) -> None:
        self._database = database
        self._live = live
        self._visitors = visitors
        self._greets = greets
        self._offers = offers
        self._account_id = account_id
        self._starting: MicroBatch[Start, str] = MicroBatch(self._start)

    async def open(self, token: str | None, language: str, source: dict[str, str]) -> Session:
        """Resume the token's conversation while it is not closed; else start one, for the same visitor if possible."""
        visitor = self._known(token)
        if visitor and (session := await self._resume(visitor, language)):
            return session
        visitor_id = visitor.id if visitor else new_id()
        contact = Contact(self._account_id, WIDGET, visitor_id)
        conversation_id = await self._starting.one(Start(contact, source, language, now()))
        self._live.changed("conversations")
        return self._session(visitor_id, conversation_id, "open", language, (), resumed=False)

    def _known(self, token: str | None) -> Visitor | None:
        if token is None:
            return None
        try:
            visitor = self._visitors.verify(token)
        except BadToken:  # an old token is no reason to turn a customer away: they start afresh
            return None
        return visitor if visitor.account_id == self._account_id else None

    async def _resume(self, visitor: Visitor, language: str) -> Session | None:
        async with self._database.read() as connection:
            try:
                state, _ = await state_of(connection, visitor.conversation_id)
            except NotFound:
                return None
            if state == "closed":
                return None
            said = await list_visible(connection, visitor.conversation_id)
        return self._session(visitor.id, visitor.conversation_id, state, language, said, resumed=True)

    def _session(
        self,
        visitor_id: str,
        conversation_id: str,
        state: str,
        language: str,
        messages: Sequence[StoredMessage],
        *,
        resumed: bool,
    ) -> Session:
        token = self._visitors.issue(Visitor(visitor_id, self._account_id, conversation_id), now())
        greeting, offered = self._greets(language), self._offers(language)
        return Session(token, conversation_id, state, language, greeting, messages, resumed, offered)

    async def _start(self, batch: list[Start]) -> list[str]:
        async with self._database.write() as connection:
            return await start_conversations(connection, batch)
