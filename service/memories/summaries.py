"""Summaries by a model, where one is configured: of hand-offs, and of conversations that have ended.

They are written afterwards, and nobody waits for them. Until one is there, and where none can be had, the summary in
the customer's own words stays.
"""

import asyncio
import logging
from collections.abc import Coroutine

from graphs.models import Models
from graphs.settings import GraphSettings
from prompts import Prompt, load_prompt
from service.live import Live
from service.memories.summarising import summarised
from service.storage.database import Database
from service.storage.memories.briefings import save_summary
from service.storage.memories.endings import in_customers_words, save_ending
from service.storage.messages.messages import list_messages
from service.storage.turns.answers import Committed

log = logging.getLogger(__name__)

_FEWEST, _AT_ONCE = 4, 2


class Summaries:
    """`handoff` and `ending` are what models are told who brief an operator, or sum up what came out.

    Without an `ending`, that of the installation.
    """

    def __init__(
        self, database: Database, models: Models, handoff: Prompt, live: Live, ending: Prompt | None = None
    ) -> None:
        self._database = database
        self._models = models
        self._handoff = handoff
        self._ending = ending or load_prompt("ending", GraphSettings().prompts)
        self._live = live
        self._endings = asyncio.Semaphore(_AT_ONCE)
        self._tasks: set[asyncio.Task[None]] = set()

    def begin(self, committed: Committed) -> None:
        """Write the summary of the hand-off that this turn made, if it made one, without waiting."""
        if committed.handoff_id is not None and committed.reply is not None:
            self._begin(self.write(committed.handoff_id, committed.reply.conversation_id))

    def begin_ending(self, conversation_id: str) -> None:
        """Write the summary of a conversation that has ended, without waiting."""
        self._begin(self.write_ending(conversation_id))

    async def write(self, handoff_id: str, conversation_id: str) -> None:
        """Ask the models in turn until one gives a summary of the hand-off that can be used."""
        async with self._database.read() as connection:
            said = await list_messages(connection, conversation_id)
        if found := await summarised(self._models, self._handoff, said):
            async with self._database.write() as connection:
                await save_summary(connection, handoff_id, *found)
            self._live.changed("conversation", conversation_id)

    async def write_ending(self, conversation_id: str) -> None:
        """The same of how the conversation ended, where enough was said: a question and its answer need no summary."""
        async with self._database.read() as connection:
            if not await in_customers_words(connection, conversation_id):
                return
            said = await list_messages(connection, conversation_id)
        if len(said) < _FEWEST:
            return
        async with self._endings:
            found = await summarised(self._models, self._ending, said)
        if found:
            async with self._database.write() as connection:
                await save_ending(connection, conversation_id, *found)
            self._live.changed("conversation", conversation_id)

    def _begin(self, writing: Coroutine[None, None, None]) -> None:
        if not self._models.chain("rewrite"):
            writing.close()
            return
        task = asyncio.create_task(writing)
        self._tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()):
            log.error("a conversation was not summarised", exc_info=error)
