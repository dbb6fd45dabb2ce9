"""Learns the heads of `evals.need_of_person` from our own messages and writes them: `python -m evals.fit_needs`.

Nothing of a public set and nothing of `evals/labelled` goes in. Calm messages of `evals/moods` stand beside those that
call for nobody.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray

from evals.fit_mood import read_messages, scaling
from evals.need_of_person import HEADS, NONE, WHY
from knowledge.embed import Embedder, load
from knowledge.encoder import Encoder
from knowledge.settings import KnowledgeSettings

LANGUAGES = ("en", "zh")
_REGULARISATION = 0.3
"""Chosen on `evals/developing`, with an eye on how often a message of public questions is taken for a need."""


def read_needs(language: str) -> dict[str, str]:
    """Our messages, each with its kind. Raises ValueError for an unknown kind, or a message under two kinds."""
    content = yaml.safe_load((HEADS.parent / f"{language}.yaml").read_text(encoding="utf-8"))
    if unknown := set(content) ^ {*WHY, NONE}:
        raise ValueError(f"{language}.yaml: kinds that are unknown or missing: {', '.join(sorted(unknown))}")
    kinds: dict[str, str] = {}
    for kind, lines in content.items():
        for text in lines.splitlines():
            if kinds.setdefault(text, kind) != kind:
                raise ValueError(f"{language}.yaml: {text!r} stands under {kinds[text]} and {kind}")
    calm = (text for text, upset in read_messages(language).items() if not upset)
    return {**dict.fromkeys(calm, NONE), **kinds}


def fit(vectors: NDArray[np.float32], kinds: Sequence[str]) -> dict[str, Any]:
    """A head as `evals.need_of_person` reads it: multinomial logistic regression on the vectors, a row a message."""
    from sklearn.linear_model import LogisticRegression  # lazily: it takes a second

    centre, scale = scaling(vectors)
    model = LogisticRegression(C=_REGULARISATION, max_iter=3000).fit((vectors - centre) * scale, list(kinds))
    weights = model.coef_ * scale
    return {
        "kinds": [str(kind) for kind in model.classes_],
        "bias": [round(float(bias), 3) for bias in model.intercept_ - weights @ centre],
        "weights": [[round(float(weight), 2) for weight in row] for row in weights],
    }


def fit_all(encoders: Sequence[Encoder]) -> dict[str, Any]:
    """A head for each encoder that our messages of a language belong to, by its id."""
    embedder = Embedder(*encoders)
    fitted = {}
    for language in LANGUAGES:
        space = 0 if language == "en" else len(encoders) - 1
        mine = {text: kind for text, kind in read_needs(language).items() if embedder.space_of(text) == space}
        fitted[encoders[space].model_id] = fit(encoders[space].encode_questions(list(mine)), list(mine.values()))
    return fitted


def write(heads: Mapping[str, Any]) -> None:
    """The file that is shipped: a head a line."""
    lines = (f"{json.dumps(model_id)}: {json.dumps(head)}" for model_id, head in heads.items())
    HEADS.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    write(fit_all(load(KnowledgeSettings())))
