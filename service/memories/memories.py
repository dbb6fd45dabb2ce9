"""Summaries of long conversations, carried on after the customer has their reply.

In the customer's own sentences first, which needs no model and is there at once; then by a model where one is
configured, from its own notes so far and the new messages alone.
"""

import asyncio
import logging
import re
from collections.abc import Sequence
from dataclasses import replace

from langchain_core.messages import HumanMessage, SystemMessage

from graphs.agent.thinking import without_thinking
from graphs.memory.remembered import Memory, note
from graphs.memory.sensitive import is_sensitive
from graphs.memory.summary import Spoken, condense
from graphs.memory.window import outgrown
from graphs.models import Models
from graphs.named_model import ModelFailedError
from knowledge.sentences import split
from prompts import Prompt
from service.budget import Budget
from service.live import Live
from service.memories.invented import invents_number
from service.storage.database import Database
from service.storage.memories.memories import (
    MOST_MESSAGES,
    Said,
    Summary,
    lengths,
    load_summaries,
    said_after,
    save_summary,
)

log = logging.getLogger(__name__)

LONGEST_TEXT = 1_500
_CHARS_SHOWN = 800


class Memories:
    """One step a conversation at a time; a step that fails is made up for by the next one."""

    def __init__(self, database: Database, budget: Budget, prompt: Prompt, live: Live) -> None:
        self._database = database
        self._budget = budget
        self._prompt = prompt
        self._live = live
        self._tasks: dict[str, asyncio.Task[None]] = {}

    def begin(self, conversation_id: str) -> None:
        """Sum up what has fallen out of this conversation's window, without waiting."""
        if conversation_id in self._tasks:
            return
        task = asyncio.create_task(self.step(conversation_id))
        self._tasks[conversation_id] = task
        task.add_done_callback(lambda done: self._ended(conversation_id, done))

    async def step(self, conversation_id: str) -> None:
        """Sum up whatever does not fit into the window any more."""
        while True:
            async with self._database.read() as connection:
                before = (await load_summaries(connection, [conversation_id])).get(conversation_id, Summary())
                said = await said_after(connection, conversation_id, before.upto_seq)
            taken = said[: outgrown(lengths(said))]
            if not taken:
                return
            spoken = [Spoken(one.text, one.answered) for one in taken if one.role == "customer"]
            after = Summary(taken[-1].seq, condense(before.points, spoken))
            if not await self._save(conversation_id, before, after):
                return
            if len(said) < MOST_MESSAGES:
                await self._write(conversation_id, before, after, taken)

    async def settled(self) -> None:
        """Return when no step is under way."""
        await asyncio.gather(*self._tasks.values(), return_exceptions=True)

    async def _write(self, conversation_id: str, before: Summary, after: Summary, taken: Sequence[Said]) -> None:
        """Let a model put its notes anew; where none gives usable ones, the customer's sentences are what there is."""
        models: Models = (await self._budget.context(conversation_id)).models
        chain = models.chain("rewrite")
        if not chain:
            return
        notes = before.text or note(Memory(points=before.points))
        shown = "\n".join((f"Notes so far: {notes or '(none)'}", "", *map(_shown, taken)))
        for model in chain:
            try:
                message = await model.ask([SystemMessage(self._prompt.render()), HumanMessage(shown)])
            except ModelFailedError as error:
                log.warning("a conversation was not summed up by %s: %s", model.name, error)
                continue
            text = without_thinking(message.text).strip()
            if problem := problem_with_notes(text, shown):
                log.warning("notes by %s are not kept: %s", model.name, problem)
                continue
            await self._save(conversation_id, after, replace(after, text=text, written_by=model.name))
            return

    async def _save(self, conversation_id: str, before: Summary, after: Summary) -> bool:
        async with self._database.write() as connection:
            saved = await save_summary(connection, self._database, conversation_id, before, after)
        if saved:
            self._live.changed("conversation", conversation_id)
        return saved

    def _ended(self, conversation_id: str, task: asyncio.Task[None]) -> None:
        del self._tasks[conversation_id]
        if not task.cancelled() and (error := task.exception()):
            log.error("a conversation was not summed up", exc_info=error)


def problem_with_notes(text: str, shown: str) -> str:
    """What is wrong with a model's notes, empty where they may be kept. A number that nobody said is made up."""
    if not re.search(r"\w", text):
        return "they are empty"
    if len(text) > LONGEST_TEXT:
        return "they are too long"
    if invents_number(text, shown):
        return "they hold a number that nobody said"
    return "they hold what must not be kept" if is_sensitive(text) else ""


def _shown(said: Said) -> str:
    """A message without what must not be kept, and no longer than needed."""
    plain = said.text
    if is_sensitive(plain):
        plain = " ".join(sentence for sentence in split(plain) if not is_sensitive(sentence))
    return f"{said.role}: {plain[:_CHARS_SHOWN]}"
