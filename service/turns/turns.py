"""The one path that every customer message takes: stored, then answered, one turn at a time in each conversation.

`receive` returns once the message is stored; from then on it will be answered, by this process or another. A burst of
messages becomes one turn. Database work of concurrent turns is done together, in one transaction for many.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from time import perf_counter

from graphs.agent.graph import Agent
from graphs.agent.respond import respond
from graphs.agent.state import Outcome
from graphs.memory.fact import KINDS, Kind
from service.arrivals import Arrivals
from service.in_force import Policies
from service.live import Delta, Live, MessageStored, StateChanged, Typing, Withdrawn, conversation_topic
from service.storage.database import Database
from service.storage.grading.grading import GradingPlan
from service.storage.messages.receive import Incoming, Receipt
from service.storage.processes import Process
from service.storage.turns.answers import Committed
from service.storage.turns.backlog import TAKE_AT_ONCE, Work, is_unanswered, take_unanswered
from service.turns.admission import Admission, FairSlots, account_of
from service.turns.asking import answered, question_of
from service.turns.awaiting_files import with_files
from service.turns.batches import TurnBatches
from service.turns.contexts import Contexts, in_account
from service.turns.expecting import Expectations, Expects
from service.turns.journal import Journal
from service.turns.quiet import Quiet
from service.turns.waiters import Waiters

log = logging.getLogger(__name__)

RETRY_AFTER_S, MAX_RETRY_AFTER_S, LOOK_EVERY_S = 1.0, 30.0, 0.2


class Turns:
    """Receives messages and answers them. `on_committed` is told of each turn that is written down."""

    def __init__(
        self,
        *,
        database: Database,
        process: Process,
        agent: Agent,
        contexts: Contexts,
        retriever: Expects,
        plan: GradingPlan,
        policies: Policies,
        live: Live,
        arrivals: Arrivals,
        concurrent: int,
        max_waiting: int,
        kinds: Mapping[str, Kind] = KINDS,
    ) -> None:
        self._database = database
        self._process = process
        self._agent = agent
        self._contexts = contexts
        self._expectations = Expectations(retriever)
        self._live = live
        self._admission = Admission(max_waiting)
        self._slots = FairSlots(concurrent, arrivals)
        self._policies = policies
        self.journal = Journal(database, process.id, self._admission, arrivals, self._stored)
        self._batches = TurnBatches(database, process.id, plan, policies, arrivals, self.journal, self._stored)
        self._answering: dict[str, asyncio.Task[None]] = {}
        self._again: set[str] = set()
        self._waiters = Waiters()
        self._kinds = kinds
        self._on_outgrown: list[Callable[[str], None]] = []
        self._on_committed: list[Callable[[Committed], None]] = []
        self._on_attached: list[Callable[[], None]] = []
        self._rest, self._stopped = Quiet(arrivals), asyncio.Event()

    async def idle(self, patience_s: float) -> None:
        """Return when customers have left a moment of quiet, or when the patience is over."""
        await self._rest.wait(patience_s)

    def on_outgrown(self, listener: Callable[[str], None]) -> None:
        """Call `listener` after a turn of a conversation that has become longer than the agent's window."""
        self._on_outgrown.append(listener)

    def on_attached(self, listener: Callable[[], None]) -> None:
        """Call `listener` when a message was stored that has something attached."""
        self._on_attached.append(listener)

    def on_committed(self, listener: Callable[[Committed], None]) -> None:
        """Call `listener` after each committed turn."""
        self._on_committed.append(listener)

    async def receive(self, incoming: Incoming) -> Receipt:
        """Store a message durably and see to its answer. Raises ConversationClosed and Overloaded."""
        return (await self.receive_all([incoming]))[0]

    async def receive_all(self, delivery: Sequence[Incoming]) -> list[Receipt]:
        """Store messages of one account, in order: all of them or, where there is no room for all, none.

        Raises Overloaded, and ConversationClosed for one whose conversation takes no more, the others being stored.
        """
        with self._admission.arriving(account_of(delivery[0]), len(delivery)):
            for incoming in delivery if self._slots.has_room else ():  # else it would only take time from storing
                self._expectations.begin(incoming.text)
            return await self._batches.receive(delivery)

    async def ended(self, conversation_id: str, seq: int, timeout_s: float) -> Committed | None:
        """The turn that takes the message, where this process ends it in that time; None says nothing (`answered`)."""
        if conversation_id not in self._answering:
            return None
        return await self._waiters.wait(conversation_id, seq, timeout_s)

    async def answered(self, conversation_id: str, seq: int, timeout_s: float) -> bool:
        """Wait until the message is answered, or put into an operator's inbox; False when the time is up."""
        deadline_s = asyncio.get_running_loop().time() + timeout_s
        if await self.ended(conversation_id, seq, timeout_s):
            return True
        while True:  # it is answered already, or another process is at it
            async with self._database.peek() as connection:
                if not await is_unanswered(connection, conversation_id, seq):
                    return True
            left_s = deadline_s - asyncio.get_running_loop().time()
            if left_s <= 0 or self._stopped.is_set():
                return False
            await self._pause(min(left_s, LOOK_EVERY_S))

    async def recover(self) -> int:
        """Answer what waits and no living process answers; return the number of conversations taken up."""
        count, after = 0, ""
        while not self._stopped.is_set():
            async with self._database.write() as connection:
                taken = await take_unanswered(connection, self._process.id, after)
            for conversation_id, account in taken:
                if conversation_id not in self._answering:
                    self._answer_soon(conversation_id, account)
                    count += 1
            if len(taken) < TAKE_AT_ONCE:
                break
            after, _ = taken[-1]
        return count

    async def drain(self, timeout_s: float) -> None:
        """Let the turns under way end; what does not in time stays unanswered in the database for the next process."""
        self._stopped.set()
        self.journal.stop()
        tasks = list(self._answering.values())
        if tasks:
            await asyncio.wait(tasks, timeout=timeout_s)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for conversation_id in list(self._answering):  # cancelled before it began
            self._ended(conversation_id)

    def _answer_soon(self, conversation_id: str, account: str) -> None:
        if self._stopped.is_set():
            return
        if conversation_id in self._answering:
            self._again.add(conversation_id)
            return
        self._rest.broken()
        self._admission.begin(conversation_id, account)
        self._answering[conversation_id] = asyncio.create_task(self._answer_all(conversation_id))

    async def _answer_all(self, conversation_id: str) -> None:
        """Turn after turn until nothing waits. One that fails is tried again: its messages are promised an answer."""
        retry_after_s = RETRY_AFTER_S
        try:
            while not self._stopped.is_set():
                self._again.discard(conversation_id)
                try:
                    async with self._slots.slot(self._admission.account(conversation_id)):
                        more = await self._answer_one(conversation_id)
                except Exception:
                    log.exception("a turn failed and will be tried again", extra={"conversation": conversation_id})
                    await self._pause(retry_after_s)
                    retry_after_s = min(retry_after_s * 2, MAX_RETRY_AFTER_S)
                    continue
                retry_after_s = RETRY_AFTER_S
                if not more and conversation_id not in self._again:
                    return
        finally:
            self._ended(conversation_id)

    def _ended(self, conversation_id: str) -> None:
        del self._answering[conversation_id]
        self._admission.end(conversation_id)
        self._again.discard(conversation_id)
        self._rest.answered(all_are=not self._answering)
        self._waiters.release(conversation_id)

    async def _pause(self, seconds: float) -> None:
        """Return after so long, or at once when this process stops."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._stopped.wait(), seconds)

    async def _answer_one(self, conversation_id: str) -> bool:
        """Answer what waits as one turn; whether more is waiting for this process."""
        work = await with_files(self._batches.load, conversation_id)
        if work is None:
            return False
        outcome = await self._run_agent(work)
        committed = await self._batches.commit(answered(work, outcome, self._kinds))
        if committed is None:  # taken for dead, this process lost the conversation to another
            return False
        if committed.stale:
            return True
        self._announce(conversation_id, committed, work)
        return committed.more

    async def _run_agent(self, work: Work) -> Outcome:
        started = perf_counter()
        topic = conversation_topic(work.conversation_id)
        watched = self._live.has_listeners(topic)
        if watched and not work.held:
            self._live.publish(topic, Typing("agent"))
        question = question_of(work, self._policies.in_force)
        context = in_account(await self._contexts.context(work.conversation_id), work.account, self._policies.in_force)
        publish = partial(self._live.publish, topic)
        on_delta = (lambda text: publish(Delta(text))) if watched else None
        outcome = await respond(self._agent, question, context, on_delta, lambda reason: publish(Withdrawn(reason)))
        return replace(outcome, timings=replace(outcome.timings, total_ms=(perf_counter() - started) * 1000))

    def _announce(self, conversation_id: str, committed: Committed, work: Work) -> None:
        topic = conversation_topic(conversation_id)
        if committed.reply:
            self._live.publish(topic, MessageStored(committed.reply))
        if committed.state != work.state:
            self._live.publish(topic, StateChanged(committed.state))
        self._live.changed("conversation", conversation_id, at_once=committed.state != work.state)
        self._waiters.answered(conversation_id, work.asked[-1].seq, committed)
        for listener in self._on_committed:
            listener(committed)
        for begin in self._on_outgrown if work.outgrows_window else ():
            begin(conversation_id)

    def _stored(self, receipt: Receipt) -> None:
        message = receipt.message
        if receipt.fresh:
            self._live.publish(conversation_topic(message.conversation_id), MessageStored(message))
            self._live.changed("conversation", message.conversation_id, at_once=not receipt.mine)
            for listener in self._on_attached if message.attachments else ():
                listener()
        if receipt.mine:
            self._answer_soon(message.conversation_id, receipt.account)
