"""A list of intents at work: its phrases, what was learnt from its examples, and how sure that is."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from graphs.intent_document import IntentList
from graphs.intent_heads import IntentHeads, Sense
from graphs.intents import OTHER, Intents
from knowledge.meaning import Meaning

_SHOWN = 5
_SHOWN_CONFUSIONS = 3


@dataclass(frozen=True, slots=True)
class Likely:
    """An intent with its probability, given that the message is about one of those learnt."""

    intent: str
    probability: float


@dataclass(frozen=True, slots=True)
class Recognition:
    """What a message is taken for, and by what: an example word for word, phrases, what was learnt, or nothing."""

    intent: str
    by: Literal["example", "phrases", "learnt", "nothing"]
    likeliest: tuple[Likely, ...]


@dataclass(frozen=True, slots=True)
class LearntIntent:
    """How well examples are recognised that were left out when learning: `right` of `examples`, and what for else."""

    name: str
    examples: int
    right: int
    taken_for: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Recogniser:
    """One list. One object for each event loop."""

    document: IntentList
    intents: Intents
    heads: IntentHeads

    def with_list(self, document: IntentList) -> "Recogniser":
        """That of another list, not learnt yet; this one where the list is the same."""
        if document == self.document:
            return self
        intents = Intents(document.intents)
        return Recogniser(document, intents, self.heads.of(intents.examples))

    async def recognise(self, text: str, meaning: Meaning | None) -> Recognition:
        """As triage does where no contact detail, and nothing else of the agent's own, decides; learns first."""
        head = (await self.heads.ready()).get(meaning.model_id) if meaning else None
        likeliest: Sequence[Likely] = ()
        if head and meaning:
            shares = head.probabilities(text, meaning.vector)
            likeliest = [Likely(intent, share) for intent, share in shares.items()][:_SHOWN]
        intent = self.intents.recognise(text)
        if intent != OTHER:
            return Recognition(intent, "example" if self.intents.of_example(text) else "phrases", tuple(likeliest))
        learnt = head.recognise(text, meaning.vector) if head and meaning else None
        return Recognition(learnt or OTHER, "learnt" if learnt else "nothing", tuple(likeliest))

    def confusions(self) -> list[LearntIntent] | None:
        """By intent, in the list's order, those that were learnt; None while they are being learnt."""
        if (heads := self.heads.learnt) is None:
            return None
        counts: Counter[tuple[str, str]] = Counter()
        for head in heads.values():
            counts.update(head.confusion)
        told = []
        for entry in self.document.intents:
            mine = Counter({guessed: times for (right, guessed), times in counts.items() if right == entry.name})
            if total := mine.total():
                right = mine.pop(entry.name, 0)
                told.append(LearntIntent(entry.name, total, right, tuple(mine.most_common(_SHOWN_CONFUSIONS))))
        return told


def recogniser_of(document: IntentList, sense: Sense, folder: Path) -> Recogniser:
    """Nothing is learnt yet. `folder` keeps what is."""
    intents = Intents(document.intents)
    return Recogniser(document, intents, IntentHeads(intents.examples, sense, folder))
