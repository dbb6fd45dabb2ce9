"""Visitors' sessions: a chat is resumed by its token, or by who the visitor is, or a new conversation starts."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from knowledge.microbatch import MicroBatch
from service.errors import BadToken
from service.in_force import Policies
from service.live import Live
from service.routing.places import NOWHERE, Place, place_of
from service.storage.conversations.conversations import standing_of
from service.storage.customers.customers import Contact, customer_of
from service.storage.customers.visitors import Met, met, met_as
from service.storage.database import Database
from service.storage.messages.messages import StoredMessage, list_visible
from service.storage.messages.sessions import Start, start_conversations
from service.storage.types import new_id, now
from service.widget.signed_identity import contact_of, person_of
from service.widget.visitors import Visitor, Visitors
from service.widget.widgets import Widget

WIDGET = "widget"


@dataclass(frozen=True, slots=True)
class Session:
    """A visitor's way into one conversation. `resumed` says that it was there before.

    `quick_questions` stand below the greeting. `identified`: the shop has signed who the visitor is. `place` is that of
    one who waits for an operator.
    """

    token: str
    conversation_id: str
    state: str
    language: str
    greeting: str
    messages: Sequence[StoredMessage]
    resumed: bool
    quick_questions: Sequence[str] = ()
    identified: bool = False
    operator: str | None = None
    operator_picture: str | None = None
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Opening:
    """Who opens a chat, and from where. `identity` is the id that the shop has signed, `name` is not."""

    token: str | None
    language: str
    source: dict[str, str] = field(default_factory=dict)
    identity: str | None = None
    name: str | None = None


class Sessions:
    """Opens sessions in widgets; visitors who come together are entered together.

    Who has no own greeting and quick questions has those of the style.
    """

    def __init__(self, database: Database, live: Live, visitors: Visitors, policies: Policies) -> None:
        self._database = database
        self._live = live
        self._visitors = visitors
        self._policies = policies
        self._starting: MicroBatch[Start, str] = MicroBatch(self._start)

    async def open(self, widget: Widget, opening: Opening) -> Session:
        """Resume the visitor's conversation while it is not closed; else start one, for the same visitor if possible.

        Who was identified goes on only as the same person: on a shared computer nobody reads what another has written.
        """
        person = person_of(widget.account.id, opening.identity) if opening.identity else None
        visitor = self._known(widget, opening.token)
        async with self._database.read() as connection:
            known = await met(connection, visitor.conversation_id) if visitor else None
            if known and known.person not in (None, person):
                visitor = known = None
            if person and not (known and known.begun and known.state != "closed"):
                known = await met_as(connection, widget.account.id, person) or known
        if known and known.state != "closed":
            if person and known.person is None:
                await self._claim(widget, known.contact, person, opening.name)
            return await self._resumed(widget, known, opening.language, identified=person is not None)
        if person:
            contact = Contact(widget.account.id, WIDGET, contact_of(person), opening.name, person)
        else:
            contact = Contact(widget.account.id, WIDGET, visitor.id if visitor else new_id())
        conversation_id = await self._starting.one(Start(contact, opening.source, opening.language, now()))
        self._live.changed("conversations")
        token = self._visitors.issue(Visitor(contact.external_id, widget.account.id, conversation_id), now())
        greeting, offered = self._words(widget, opening.language)
        return Session(
            token, conversation_id, "open", opening.language, greeting, (), False, offered, person is not None
        )

    def _known(self, widget: Widget, token: str | None) -> Visitor | None:
        if token is None:
            return None
        try:
            visitor = self._visitors.verify(token)
        except BadToken:  # an old token is no reason to turn a customer away: they start afresh
            return None
        return visitor if visitor.account_id == widget.account.id else None

    async def _claim(self, widget: Widget, contact: str, person: str, name: str | None) -> None:
        """The shop says who has been writing: from now on they are known, and one with who they were elsewhere."""
        async with self._database.write() as connection:
            await customer_of(connection, Contact(widget.account.id, WIDGET, contact, name, person), now())

    async def _resumed(self, widget: Widget, known: Met, language: str, *, identified: bool) -> Session:
        async with self._database.read() as connection:
            standing = await standing_of(connection, known.conversation_id)
            said = await list_visible(connection, known.conversation_id)
            place = await place_of(connection, self._policies, known.conversation_id)
        token = self._visitors.issue(Visitor(known.contact, widget.account.id, known.conversation_id), now())
        greeting, offered = self._words(widget, language)
        return Session(
            token,
            known.conversation_id,
            standing.state,
            language,
            greeting,
            said,
            True,
            offered,
            identified,
            standing.operator,
            standing.picture,
            place,
        )

    def _words(self, widget: Widget, language: str) -> tuple[str, Sequence[str]]:
        own = widget.settings
        greeting = own.greeting.in_language(language) or self._policies.greeting(language)
        return greeting, own.questions.in_language(language) or self._policies.quick_questions(language)

    async def _start(self, batch: list[Start]) -> list[str]:
        async with self._database.write() as connection:
            return await start_conversations(connection, batch)
