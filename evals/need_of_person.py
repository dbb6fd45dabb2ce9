"""Does what a customer writes call for a person, and why: by what it means, with a head over the message's embedding.

Learnt from our own messages alone (`evals/needs`, `evals/fit_needs.py`): triage, whose decisions are judged by it, has
no part in it.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.meaning import Meaning

HEADS = Path(__file__).with_name("needs") / "heads.json"
NONE = "none"
_STRONGEST_ODDS = 3.0
WHY: Mapping[str, str] = {
    "person": "the customer asks for a person",
    "danger": "somebody's life or health may be at stake",
    "theft": "money, an account or data may be in wrong hands",
    "steps": "the customer announces formal, legal or public steps",
    "helpless": "the customer cannot help themselves",
    "conduct": "the customer reports grave misconduct or harm",
    "bulk": "it is an order of weight",
}
"""The kinds of needs, each with how a grade says it."""


@dataclass(frozen=True, slots=True)
class Need:
    """The likeliest kind of need, and the probability in [0, 1] that there is one of any kind."""

    kind: str
    probability: float

    @property
    def odds(self) -> float:
        """The log-odds that there is a need, within [-3, 3]."""
        share = min(max(self.probability, 1e-3), 1 - 1e-3)
        return min(max(math.log(share / (1 - share)), -_STRONGEST_ODDS), _STRONGEST_ODDS)


@dataclass(frozen=True, slots=True, eq=False)
class Head:
    """Multinomial logistic regression: a row of weights and a bias for each kind, `NONE` among them."""

    kinds: tuple[str, ...]
    bias: NDArray[np.float32]
    weights: NDArray[np.float32]

    def need(self, vector: NDArray[np.float32]) -> Need:
        """What the vector of a message says."""
        odds = self.bias + self.weights @ vector
        shares = np.exp(odds - odds.max())
        shares /= shares.sum()
        none = self.kinds.index(NONE)
        likeliest = max((at for at in range(len(self.kinds)) if at != none), key=lambda at: float(shares[at]))
        return Need(self.kinds[likeliest], 1 - float(shares[none]))


def need_of(meaning: Meaning | None) -> Need | None:
    """None where the meaning is not known, or there is no head for its model."""
    head = heads().get(meaning.model_id) if meaning is not None else None
    return head.need(meaning.vector) if head is not None and meaning is not None else None


@cache
def heads() -> Mapping[str, Head]:
    """By the id of the embedding model; read at first use."""
    content = json.loads(HEADS.read_text(encoding="utf-8"))
    return {
        model_id: Head(
            tuple(head["kinds"]), np.array(head["bias"], dtype=np.float32), np.array(head["weights"], dtype=np.float32)
        )
        for model_id, head in content.items()
    }
