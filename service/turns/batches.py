"""The database work of concurrent turns, done together: one transaction for many of them."""

from collections.abc import Callable, Sequence

from knowledge.microbatch import MicroBatch
from service.arrivals import Arrivals
from service.errors import ConversationClosed
from service.in_force import Policies
from service.storage.customers.customers import Contact
from service.storage.database import Database
from service.storage.grading.grading import GradingPlan
from service.storage.messages.answer_rows import Answered
from service.storage.messages.receive import Incoming, Receipt, receive
from service.storage.turns.answers import Committed, commit_turns
from service.storage.turns.backlog import Work, load_work
from service.turns.journal import Journal


class TurnBatches:
    """`on_stored` hears of each message once it is committed, whether or not its sender still waits.

    Turns give way to `arrivals` before they are loaded and committed, not while they hold locks.
    """

    def __init__(
        self,
        database: Database,
        process_id: str,
        plan: GradingPlan,
        policies: Policies,
        arrivals: Arrivals,
        journal: Journal,
        on_stored: Callable[[Receipt], None],
    ) -> None:
        self._database = database
        self._process_id = process_id
        self._plan = plan
        self._policies = policies
        self._arrivals = arrivals
        self._journal = journal
        self._on_stored = on_stored
        self._receiving: MicroBatch[Incoming, Receipt] = MicroBatch(self._receive)
        self._loading: MicroBatch[str, Work | None] = MicroBatch(self._load)
        self._committing: MicroBatch[Answered, Committed | None] = MicroBatch(self._commit)

    async def receive(self, delivery: Sequence[Incoming]) -> list[Receipt]:
        """Store messages together. Raises ConversationClosed for one, the others being stored."""
        return await self._receiving.call(delivery)

    async def load(self, conversation_id: str) -> Work | None:
        """What waits to be answered in this conversation, if anything does; looks at the policies in force, too."""
        await self._arrivals.give_way()
        return await self._loading.one(conversation_id)

    async def commit(self, answered: Answered) -> Committed | None:
        """Write a turn down; None where another process has taken it over."""
        await self._arrivals.give_way()
        return await self._committing.one(answered)

    async def _receive(self, batch: Sequence[Incoming]) -> Sequence[Receipt | ConversationClosed]:
        if any(isinstance(one.where, Contact) for one in batch):  # no message overtakes one that is in the journal
            await self._journal.empty()
        async with self._database.accept() as connection:
            receipts = await receive(connection, batch, self._process_id)
        for receipt in receipts:
            if isinstance(receipt, Receipt):
                self._on_stored(receipt)
        return receipts

    async def _load(self, batch: Sequence[str]) -> Sequence[Work | None]:
        async with self._database.peek() as connection:
            in_force = await self._policies.look(connection)
            work = await load_work(connection, batch, topics=in_force.routing.by_intent)
        return [work.get(conversation_id) for conversation_id in batch]

    async def _commit(self, batch: Sequence[Answered]) -> Sequence[Committed | None]:
        # A turn lost with the power is answered again: its messages are still there, and sending syncs first.
        async with self._database.write_behind() as connection:
            return await commit_turns(connection, self._database, self._plan, self._process_id, batch)
