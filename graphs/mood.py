"""How upset a customer is by what a message means: a small logistic head over the embedding that the search needs too.

There is a head for each embedding model that is shipped, learnt from our own messages alone (`evals/fit_mood.py`). A
message in another model's space is judged by its words.
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

HEADS = Path(__file__).with_name("lexicons") / "mood.json"


@dataclass(frozen=True, slots=True, eq=False)
class Head:
    """log-odds of being upset = bias + words * (log-odds by the words) + weights . vector."""

    bias: float
    words: float
    weights: NDArray[np.float32]

    def log_odds(self, by_words: float, vector: NDArray[np.float32]) -> float:
        """Of one message, given what its words alone say."""
        return self.bias + self.words * by_words + float(self.weights @ vector)


@cache
def heads() -> Mapping[str, Head]:
    """By the id of the embedding model; read at first use."""
    content = json.loads(HEADS.read_text(encoding="utf-8"))
    return {
        model_id: Head(head["bias"], head["words"], np.array(head["weights"], dtype=np.float32))
        for model_id, head in content.items()
    }


def upset_of(by_words: float, meaning: Meaning | None) -> float:
    """The probability in [0, 1] that the customer is upset, from the log-odds by the words and the meaning if known."""
    head = heads().get(meaning.model_id) if meaning is not None else None
    odds = head.log_odds(by_words, meaning.vector) if head is not None and meaning is not None else by_words
    return 1 / (1 + math.exp(-odds))
