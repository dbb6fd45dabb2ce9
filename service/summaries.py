"""Summaries of hand-offs by a model, where one is configured: written after the customer has their reply."""

import asyncio
import logging
import re

from langchain_core.messages import HumanMessage, SystemMessage

from graphs.agent.thinking import without_thinking
from graphs.models import Models
from graphs.named_model import ModelFailedError
from prompts import Prompt
from service.live import Live
from service.storage.answers import Committed
from service.storage.briefings import save_summary
from service.storage.database import Database
from service.storage.messages import list_messages

log = logging.getLogger(__name__)

_LONGEST, _MESSAGES_SHOWN, _CHARS_SHOWN = 900, 30, 800
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


class Summaries:
    """Until one is there, and where none can be had, the summary in the customer's own words stays."""

    def __init__(self, database: Database, models: Models, prompt: Prompt, live: Live) -> None:
        self._database = database
        self._models = models
        self._prompt = prompt
        self._live = live
        self._tasks: set[asyncio.Task[None]] = set()

    def begin(self, committed: Committed) -> None:
        """Write the summary of the hand-off that this turn made, if it made one, without waiting."""
        if committed.handoff_id is None or committed.reply is None or not self._models.chain("rewrite"):
            return
        task = asyncio.create_task(self.write(committed.handoff_id, committed.reply.conversation_id))
        self._tasks.add(task)
        task.add_done_callback(self._done)

    async def write(self, handoff_id: str, conversation_id: str) -> None:
        """Ask the models in turn until one gives a summary that can be used."""
        async with self._database.read() as connection:
            said = (await list_messages(connection, conversation_id))[-_MESSAGES_SHOWN:]
        shown = "\n".join(f"{message.role}: {message.text[:_CHARS_SHOWN]}" for message in said)
        for model in self._models.chain("rewrite"):
            try:
                message = await model.ask([SystemMessage(self._prompt.render()), HumanMessage(shown)])
            except ModelFailedError as error:
                log.warning("a hand-off was not summarised by %s: %s", model.name, error)
                continue
            summary = without_thinking(message.text).strip()
            if problem := problem_with_summary(summary, shown):
                log.warning("a hand-off's summary by %s is not shown: %s", model.name, problem)
                continue
            async with self._database.write() as connection:
                await save_summary(connection, handoff_id, summary, model.name)
            self._live.changed("conversation", conversation_id)
            return

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()):
            log.error("a hand-off was not summarised", exc_info=error)


def problem_with_summary(summary: str, shown: str) -> str:
    """What is wrong with a model's summary, empty where it may be shown. A number that nobody said is made up."""
    if not re.search(r"\w", summary):
        return "it is empty"
    if len(summary) > _LONGEST:
        return "it is too long"
    if not set(_NUMBER.findall(summary)) <= set(_NUMBER.findall(shown)):
        return "it holds a number that nobody said"
    return ""
