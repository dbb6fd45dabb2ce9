"""Meanings of examples, remembered: a list of intents is edited one example at a time, and learnt whole."""

from collections import OrderedDict

from graphs.intent_heads import Sense
from knowledge.meaning import Meaning

_REMEMBERED = 10_000


class RememberedMeanings:
    """A sense of the same kind, which asks for the latest 10,000 texts once."""

    def __init__(self, sense: Sense) -> None:
        self._sense = sense
        self._known: OrderedDict[str, Meaning | None] = OrderedDict()

    async def __call__(self, text: str) -> Meaning | None:
        """What `sense` says, or said before."""
        if text not in self._known:
            self._known[text] = await self._sense(text)
        self._known.move_to_end(text)
        while len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)
        return self._known[text]
