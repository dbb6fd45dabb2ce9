"""Learns the heads of `graphs.mood` from our own messages and writes them: `python -m evals.fit_mood`.

Nothing of the public sets goes in but one number for each head: how much the words weigh beside the meaning, chosen on
the half of the sets that no figure is reported on.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray

from graphs.mood import HEADS
from graphs.sentiment import words_log_odds
from knowledge.embed import Embedder, load
from knowledge.encoder import Encoder
from knowledge.settings import KnowledgeSettings

MESSAGES = Path(__file__).with_name("moods")
_FOLDS = 10
_REGULARISATION = 0.03
_SPREAD = 4.0
"""What the vectors' length is brought to, so that the regularisation means the same for every embedding model."""
WORDS_BESIDE_MEANING = {"en": 0.6, "zh": 0.8}
SHARE_UPSET = {"en": 0.4, "zh": 0.2}
"""Half of our messages are upset; of customers' messages so many are taken to be.

Fewer in Chinese, where short corrections and mild complaints would else reach the threshold of a hand-off.
"""


@dataclass(frozen=True, slots=True, eq=False)
class Messages:
    """Our own messages of one language with their vectors; `upset` tells which show a dissatisfied customer."""

    texts: tuple[str, ...]
    upset: NDArray[np.bool_]
    vectors: NDArray[np.float32]


def read_messages(language: str) -> dict[str, bool]:
    """Our messages, each with whether it is upset; one that stands under both is an error."""
    content = yaml.safe_load((MESSAGES / f"{language}.yaml").read_text(encoding="utf-8"))
    upset, calm = (content[mood].splitlines() for mood in ("upset", "calm"))
    if both := set(upset) & set(calm):
        raise ValueError(f"{language}.yaml holds these under both moods: {', '.join(sorted(both))}")
    return {**dict.fromkeys(upset, True), **dict.fromkeys(calm, False)}


def fit(messages: Messages, words_weight: float, share_upset: float) -> dict[str, Any]:
    """A head as `graphs.mood` reads it.

    A logistic regression on the vectors; a second one, on what the first says of messages that it has not seen plus
    what their words say, makes a probability of the sum.
    """
    from sklearn.linear_model import LogisticRegression  # lazily: it takes a second
    from sklearn.model_selection import cross_val_predict

    centre, scale = scaling(messages.vectors)
    scaled = (messages.vectors - centre) * scale
    model = LogisticRegression(C=_REGULARISATION, max_iter=2000).fit(scaled, messages.upset)
    unseen = cross_val_predict(model, scaled, messages.upset, cv=_FOLDS, method="decision_function")
    spread = float(unseen.std())
    by_words = np.array([words_log_odds(text) for text in messages.texts])
    whole = LogisticRegression(C=10.0).fit((unseen / spread + words_weight * by_words)[:, None], messages.upset)
    slope = float(whole.coef_[0, 0])
    weights = model.coef_[0] * scale * slope / spread
    bias = float(whole.intercept_[0]) + slope * float(model.intercept_[0]) / spread - float(weights @ centre)
    bias += math.log(share_upset / (1 - share_upset))
    return {
        "bias": round(bias, 4),
        "words": round(slope * words_weight, 4),
        "weights": [round(float(weight), 3) for weight in weights],
    }


def scaling(vectors: NDArray[np.float32]) -> tuple[NDArray[np.float32], float]:
    """The vectors' centre, and the factor that brings their length around it to what the regularisation is made for."""
    centre: NDArray[np.float32] = vectors.mean(axis=0)
    return centre, _SPREAD / (float((vectors - centre).std()) * math.sqrt(vectors.shape[1]))


def fit_all(encoders: Sequence[Encoder]) -> dict[str, Any]:
    """A head for each encoder that our messages of a language belong to, by its id."""
    embedder = Embedder(*encoders)
    fitted = {}
    for language, words_weight in WORDS_BESIDE_MEANING.items():
        known = read_messages(language)
        space = 0 if language == "en" else len(encoders) - 1
        mine = {text: upset for text, upset in known.items() if embedder.space_of(text) == space}
        vectors = encoders[space].encode_questions(list(mine))
        messages = Messages(tuple(mine), np.array([*mine.values()]), vectors)
        fitted[encoders[space].model_id] = fit(messages, words_weight, SHARE_UPSET[language])
    return fitted


def write(heads: Mapping[str, Any]) -> None:
    """The file that is shipped: a head a line."""
    lines = (f"{json.dumps(model_id)}: {json.dumps(head)}" for model_id, head in heads.items())
    HEADS.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    write(fit_all(load(KnowledgeSettings())))
