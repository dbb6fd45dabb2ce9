"""The one path that every customer message takes: stored, then answered, one turn at a time in each conversation.

`receive` returns once the message is stored; from then on it will be answered, by this process or another. A burst of
messages becomes one turn. Database work of concurrent turns is done together, in one transaction for many.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from time import perf_counter

from graphs.agent.context import Context
from graphs.agent.graph import Agent
from graphs.agent.respond import respond
from graphs.agent.state import Outcome, Question
from graphs.turn import Message, Timings
from knowledge.microbatch import MicroBatch
from service.errors import ConversationClosed, Overloaded
from service.live import Delta, Live, MessageStored, StateChanged, Typing, conversation_topic
from service.storage.answer_rows import Answered
from service.storage.answers import Committed, commit_turns
from service.storage.backlog import Work, load_work, take_unanswered
from service.storage.database import Database
from service.storage.grading import GradingPlan
from service.storage.processes import Process
from service.storage.receive import Incoming, Receipt, receive
from service.storage.types import now

log = logging.getLogger(__name__)

RETRY_AFTER_S = 1.0
MAX_RETRY_AFTER_S = 30.0


class Turns:
    """Receives messages and answers them. `on_committed` is told of each turn that is written down."""

    def __init__(
        self,
        *,
        database: Database,
        process: Process,
        agent: Agent,
        context: Context,
        plan: GradingPlan,
        live: Live,
        concurrent: int,
        max_waiting: int,
    ) -> None:
        self._database = database
        self._process = process
        self._agent = agent
        self._context = context
        self._plan = plan
        self._live = live
        self._max_waiting = max_waiting
        self._slots = asyncio.Semaphore(concurrent)
        self._receiving: MicroBatch[Incoming, Receipt] = MicroBatch(self._receive_batch)
        self._loading: MicroBatch[str, Work | None] = MicroBatch(self._load_batch)
        self._committing: MicroBatch[Answered, Committed | None] = MicroBatch(self._commit_batch)
        self._answering: dict[str, asyncio.Task[None]] = {}
        self._again: set[str] = set()
        self._waiters: dict[str, list[tuple[int, asyncio.Future[None]]]] = {}
        self._on_committed: list[Callable[[Committed], None]] = []
        self._idle = asyncio.Event()
        self._stopping = False

    async def idle(self, patience_s: float) -> None:
        """Return when no customer is being answered, or when the patience is over."""
        if self._answering:
            try:
                await asyncio.wait_for(self._idle.wait(), patience_s)
            except TimeoutError:
                return

    def on_committed(self, listener: Callable[[Committed], None]) -> None:
        """Call `listener` after each committed turn."""
        self._on_committed.append(listener)

    async def receive(self, incoming: Incoming) -> Receipt:
        """Store a message durably and see to its answer. Raises ConversationClosed and Overloaded."""
        if len(self._answering) >= self._max_waiting:
            raise Overloaded
        receipt = await self._receiving.one(incoming)
        if receipt.fresh:
            message = receipt.message
            self._live.publish(conversation_topic(message.conversation_id), MessageStored(message))
            self._live.changed("conversation", message.conversation_id)
        if receipt.mine:
            self._answer_soon(receipt.message.conversation_id)
        return receipt

    async def answered(self, conversation_id: str, seq: int, timeout_s: float) -> bool:
        """Wait until the message is answered, or put into an operator's inbox; False when the time is up."""
        if conversation_id not in self._answering:
            return True
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiters.setdefault(conversation_id, []).append((seq, future))
        try:
            await asyncio.wait_for(future, timeout_s)
        except TimeoutError:
            return False
        return True

    async def recover(self) -> int:
        """Answer what waits and no living process answers; return the number of conversations taken up."""
        async with self._database.write() as connection:
            ids = await take_unanswered(connection, self._process.id)
        for conversation_id in ids:
            self._answer_soon(conversation_id)
        return len(ids)

    async def drain(self, timeout_s: float) -> None:
        """Let the turns under way end; what does not in time stays unanswered in the database for the next process."""
        self._stopping = True
        if self._answering:
            await asyncio.wait(list(self._answering.values()), timeout=timeout_s)
        for task in list(self._answering.values()):
            task.cancel()

    def _answer_soon(self, conversation_id: str) -> None:
        if conversation_id in self._answering:
            self._again.add(conversation_id)
            return
        self._idle.clear()
        self._answering[conversation_id] = asyncio.create_task(self._answer_all(conversation_id))

    async def _answer_all(self, conversation_id: str) -> None:
        """Turn after turn until nothing waits. One that fails is tried again: its messages are promised an answer."""
        retry_after_s = RETRY_AFTER_S
        try:
            while not self._stopping:
                self._again.discard(conversation_id)
                try:
                    async with self._slots:
                        more = await self._answer_one(conversation_id)
                except Exception:
                    log.exception("a turn failed and will be tried again", extra={"conversation": conversation_id})
                    await asyncio.sleep(retry_after_s)
                    retry_after_s = min(retry_after_s * 2, MAX_RETRY_AFTER_S)
                    continue
                retry_after_s = RETRY_AFTER_S
                if not more and conversation_id not in self._again:
                    return
        finally:
            del self._answering[conversation_id]
            if not self._answering:
                self._idle.set()
            for _, future in self._waiters.pop(conversation_id, ()):
                if not future.done():
                    future.set_result(None)

    async def _answer_one(self, conversation_id: str) -> bool:
        """Answer what waits as one turn; whether more is waiting for this process."""
        work = await self._loading.one(conversation_id)
        if work is None:
            return False
        outcome = await self._run_agent(work)
        answered = Answered(
            conversation_id=conversation_id, asked=work.asked, outcome=outcome, held=work.held, at=now()
        )
        committed = await self._committing.one(answered)
        if committed is None:  # taken for dead, this process lost the conversation to another
            return False
        self._announce(conversation_id, committed, work)
        return committed.more

    async def _run_agent(self, work: Work) -> Outcome:
        started = perf_counter()
        topic = conversation_topic(work.conversation_id)
        watched = self._live.has_listeners(topic)
        if watched and not work.held:
            self._live.publish(topic, Typing("agent"))

        def on_delta(text: str) -> None:
            self._live.publish(topic, Delta(text))

        question: Question = {
            "history": work.history,
            "asked": tuple(Message("customer", message.text, message.at) for message in work.asked),
            "held": work.held,
            "failures": work.failures,
        }
        outcome = await respond(self._agent, question, self._context, on_delta if watched else None)
        timings: Timings = replace(outcome.timings, total_ms=(perf_counter() - started) * 1000)
        return replace(outcome, timings=timings)

    def _announce(self, conversation_id: str, committed: Committed, work: Work) -> None:
        topic = conversation_topic(conversation_id)
        if committed.reply:
            self._live.publish(topic, MessageStored(committed.reply))
        if committed.state != work.state:
            self._live.publish(topic, StateChanged(committed.state))
        self._live.changed("conversation", conversation_id)
        last_seq = work.asked[-1].seq
        waiting = self._waiters.get(conversation_id, [])
        for seq, future in waiting:
            if seq <= last_seq and not future.done():
                future.set_result(None)
        self._waiters[conversation_id] = [waiter for waiter in waiting if not waiter[1].done()]
        for listener in self._on_committed:
            listener(committed)

    async def _receive_batch(self, batch: Sequence[Incoming]) -> Sequence[Receipt | ConversationClosed]:
        async with self._database.write() as connection:
            return await receive(connection, batch, self._process.id)

    async def _load_batch(self, batch: Sequence[str]) -> Sequence[Work | None]:
        async with self._database.read() as connection:
            work = await load_work(connection, batch)
        return [work.get(conversation_id) for conversation_id in batch]

    async def _commit_batch(self, batch: Sequence[Answered]) -> Sequence[Committed | None]:
        async with self._database.write() as connection:
            return await commit_turns(connection, self._database, self._plan, self._process.id, batch)
