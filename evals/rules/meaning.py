"""Sentences by what they mean, compared with examples by the model that knows their language."""

import asyncio
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from evals.rules.document import Means
from graphs.evaluator.grader import Sense
from knowledge.meaning import Meaning

# What is said in every shop about anything: models differ in how near any two sentences are to each other.
NEUTRAL = {
    "en": (
        "Thank you for your message.",
        "Your order will arrive on Monday.",
        "You can return it within 30 days.",
        "Please send us your order number.",
        "The shop is open from nine to six.",
        "It costs twelve euros.",
        "I will look into it for you.",
        "Is there anything else that I can do for you?",
    ),
    "zh": (
        "感谢您的来信。",
        "您的订单周一送达。",
        "三十天内可以退货。",
        "请提供您的订单号。",
        "营业时间是九点到六点。",
        "价格是十二元。",
        "我帮您查一下。",
        "请问还有什么可以帮您？",
    ),
}
_NEUTRAL = tuple(sentence for sentences in NEUTRAL.values() for sentence in sentences)

Vectors = Mapping[str, tuple[Meaning, ...]]


class Meanings:
    """The vectors of some texts, made before they are compared; a text of which none could be made is near nothing."""

    def __init__(self, known: Mapping[str, Meaning]) -> None:
        self._known = known

    def near(self, text: str, means: Means) -> bool:
        """Whether the text means what the examples mean."""
        meaning = self._known.get(text)
        if meaning is None:
            return False
        like = self._nearest(meaning, means.like)
        if like is None:
            return False
        base = self._usual(meaning.model_id, means.like)
        unlike = self._nearest(meaning, means.unlike)
        return (like - base) / (1 - base) >= means.threshold and (unlike is None or like > unlike)

    def _nearest(self, meaning: Meaning, sentences: Iterable[str]) -> float | None:
        vectors = self._vectors(meaning.model_id, sentences)
        return max((float(meaning.vector @ vector) for vector in vectors), default=None)

    def _usual(self, model_id: str, like: Iterable[str]) -> float:
        """How near any sentence of customer service comes to the examples, on average, by this model."""
        neutral = self._vectors(model_id, _NEUTRAL)
        examples = self._vectors(model_id, like)
        return float(np.mean([max(float(one @ other) for other in examples) for one in neutral])) if neutral else 0.0

    def _vectors(self, model_id: str, sentences: Iterable[str]) -> list[Any]:
        found = (self._known.get(sentence) for sentence in sentences)
        return [one.vector for one in found if one is not None and one.model_id == model_id]


NO_MEANINGS = Meanings({})


class Comparing:
    """Makes vectors; those of the rules' own examples are made once."""

    def __init__(self, rules: Iterable[Means]) -> None:
        self._own = tuple({text: None for means in rules for text in (*means.like, *means.unlike, *_NEUTRAL)})
        self._made: dict[str, Meaning] = {}

    async def meanings(self, texts: Iterable[str], sense: Sense | None) -> Meanings:
        """Of the examples and of these texts. Without a model nothing is near anything."""
        if sense is None or not self._own:
            return NO_MEANINGS
        if not self._made:
            self._made = await _made(self._own, sense)
        return Meanings(self._made | await _made(texts, sense))


async def _made(texts: Iterable[str], sense: Sense) -> dict[str, Meaning]:
    wanted = list(dict.fromkeys(texts))
    made = await asyncio.gather(*(sense(text) for text in wanted))
    return {text: meaning for text, meaning in zip(wanted, made, strict=True) if meaning is not None}
