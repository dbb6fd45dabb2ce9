"""The intents at work in this process: a list that is saved, here or elsewhere, is learnt beside the one in use."""

import asyncio
import logging
from collections import OrderedDict

from graphs.intent_document import IntentList
from graphs.recogniser import Recogniser

log = logging.getLogger(__name__)

_DRAFTS = 4


class CurrentIntents:
    """Turns go on with the list in use until the next one is learnt: nobody waits for it."""

    def __init__(self, initial: Recogniser) -> None:
        self._initial = initial
        self._in_use = initial
        self._wanted = initial.document
        self._drafts: OrderedDict[str, Recogniser] = OrderedDict()
        self._tasks: set[asyncio.Task[None]] = set()

    async def start(self, document: IntentList) -> None:
        """Use this list, and return when it is learnt: before the first customer comes."""
        self._wanted = document
        await self._learn(self.of(document))

    @property
    def in_use(self) -> Recogniser:
        """What turns are recognised by at present."""
        return self._in_use

    async def learnt(self) -> None:
        """Return when no list is being learnt any more."""
        await asyncio.gather(*self._tasks)

    def take(self, document: IntentList) -> None:
        """Use this list, at once where it is learnt already, else as soon as it is."""
        if document is self._wanted:
            return
        self._wanted = document
        fresh = self.of(document)
        if fresh.heads.learnt is not None:
            self._in_use = fresh
        elif fresh is not self._in_use:
            task = asyncio.create_task(self._learn(fresh))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    def of(self, document: IntentList) -> Recogniser:
        """The recogniser of a list, in force or not; the latest few are kept, so that they are learnt once."""
        if document == self._in_use.document:
            return self._in_use
        key = document.model_dump_json()
        if key not in self._drafts:
            self._drafts[key] = self._initial.with_list(document)
        self._drafts.move_to_end(key)
        if len(self._drafts) > _DRAFTS:
            self._drafts.popitem(last=False)
        return self._drafts[key]

    async def close(self) -> None:
        """Stop learning."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _learn(self, fresh: Recogniser) -> None:
        try:
            await fresh.heads.ready()
        except Exception:
            log.exception("the intents could not be learnt: they are known by their phrases alone")
            fresh = Recogniser(fresh.document, fresh.intents, fresh.heads.of(()))
        if fresh.document == self._wanted:
            self._in_use = fresh
