"""The heads of an installation's intents: learnt when they are first needed, and kept on disk until examples change."""

import asyncio
import hashlib
import json
import logging
import math
import os
import tempfile
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from graphs.intent_head import IntentHead, learn
from knowledge.meaning import Meaning

log = logging.getLogger(__name__)

FEWEST_EXAMPLES = 5
"""An intent with fewer in a language is known by its phrases alone: so few do not show where it ends."""
_VERSION = "2"
_SENSED_TOGETHER = 16
"""A customer's question waits behind so many examples at most, not behind all of them."""

Sense = Callable[[str], Awaitable[Meaning | None]]


@dataclass(frozen=True, slots=True)
class Example:
    """A message as customers write it, and what it is about."""

    text: str
    intent: str


class IntentHeads:
    """One head for each embedding model that knows enough of the examples. One object for each event loop."""

    def __init__(self, examples: Sequence[Example], sense: Sense, folder: Path) -> None:
        """`folder` keeps what was learnt; it is made when something is."""
        self._examples, self._sense, self._folder = examples, sense, folder
        self._heads: Mapping[str, IntentHead] | None = None
        self._learning = asyncio.Lock()

    async def recognise(self, text: str, meaning: Meaning | None) -> str | None:
        """The intent of a message that no phrase gave away; None where it is like none of the examples."""
        if meaning is None or not self._examples:
            return None
        head = (await self.ready()).get(meaning.model_id)
        return head.recognise(text, meaning.vector) if head else None

    def of(self, examples: Sequence[Example]) -> "IntentHeads":
        """Those of other examples, learnt with the same models and kept in the same folder."""
        return IntentHeads(examples, self._sense, self._folder)

    @property
    def learnt(self) -> Mapping[str, IntentHead] | None:
        """The heads where they have been learnt already."""
        return self._heads

    async def ready(self) -> Mapping[str, IntentHead]:
        """The heads, by the id of the embedding model; learns them unless that is done, which takes up to seconds."""
        async with self._learning:
            if self._heads is None:
                self._heads = await self._learnt()
            return self._heads

    async def _learnt(self) -> Mapping[str, IntentHead]:
        total = Counter(example.intent for example in self._examples)
        examples = [example for example in self._examples if total[example.intent] >= FEWEST_EXAMPLES]
        meanings: list[Meaning | None] = []
        for start in range(0, len(examples), _SENSED_TOGETHER):
            some = examples[start : start + _SENSED_TOGETHER]
            meanings += await asyncio.gather(*(self._sense(example.text) for example in some))
        by_model: defaultdict[str, list[tuple[Example, Meaning]]] = defaultdict(list)
        for example, meaning in zip(examples, meanings, strict=True):
            if meaning is not None:
                by_model[meaning.model_id].append((example, meaning))
        heads = {}
        for model_id, known in by_model.items():
            counts = Counter(example.intent for example, _ in known)
            enough = [(one, meaning) for one, meaning in known if counts[one.intent] >= FEWEST_EXAMPLES]
            if len({example.intent for example, _ in enough}) > 1:
                heads[model_id] = await asyncio.to_thread(self._head, model_id, enough)
        return heads

    def _head(self, model_id: str, known: Sequence[tuple[Example, Meaning]]) -> IntentHead:
        """From disk where these very examples were learnt before."""
        told = json.dumps([_VERSION, model_id, [(one.text, one.intent) for one, _ in known]], ensure_ascii=False)
        path = self._folder / f"{hashlib.sha256(told.encode()).hexdigest()[:24]}.npz"
        vectors = np.stack([meaning.vector for _, meaning in known])
        if path.is_file():
            return _read(path, vectors)
        log.info("learning %d intents from %d examples", len({one.intent for one, _ in known}), len(known))
        head = learn([one.text for one, _ in known], [one.intent for one, _ in known], vectors)
        _write(path, head)
        return head


def _write(path: Path, head: IntentHead) -> None:
    """Whole or not at all: another process may be reading."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".npz", delete=False) as file:
        np.savez_compressed(
            file,
            intents=np.array(head.intents),
            bias=head.bias,
            by_vector=head.by_vector.astype(np.float32),
            by_term=head.by_term.astype(np.float32),
            terms=np.array(list(head.terms)),
            frequencies=np.array([frequency for _, frequency in head.terms.values()]),
            confused=np.array([*head.confusion], dtype=str).reshape(-1, 2),
            times=np.array([*head.confusion.values()], dtype=np.int64),
            threshold=np.array(head.threshold if math.isfinite(head.threshold) else np.nan),
        )
    os.replace(file.name, path)  # noqa: PTH105 - `file.name` is a string


def _read(path: Path, vectors: np.ndarray[tuple[int, ...], np.dtype[np.float32]]) -> IntentHead:
    with np.load(path, allow_pickle=False) as kept:
        threshold = float(kept["threshold"])
        frequencies = kept["frequencies"].tolist()
        return IntentHead(
            intents=tuple(kept["intents"].tolist()),
            bias=kept["bias"],
            by_vector=kept["by_vector"],
            by_term=kept["by_term"],
            terms={term: (at, frequencies[at]) for at, term in enumerate(kept["terms"].tolist())},
            examples=vectors,
            threshold=math.inf if math.isnan(threshold) else threshold,
            confusion={
                (right, guessed): times
                for (right, guessed), times in zip(kept["confused"].tolist(), kept["times"].tolist(), strict=True)
            },
        )
