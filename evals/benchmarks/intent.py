"""Are intents learnt from 20 examples each, and is it seen when a message is about none of them?

clinc150: 150 intents; the examples are the 20 training texts of each whose hash is smallest. Tests and out-of-scope
messages are of the half that nothing was tuned on, unless `tuning` asks for the other. Beside the product's head: the
intent of the nearest example by the same embedding, with its cosine as the score.
"""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any
from zlib import crc32

import numpy as np

from evals.benchmarks.cached_encoder import CachedEncoder
from evals.benchmarks.configuration import Configuration, configuration
from evals.benchmarks.measures import auroc, is_tuning, mean
from evals.benchmarks.question_sets import rows_of
from evals.interval import Estimate
from graphs.intent_head import Guess, Vectors, learn
from knowledge.embed import load as load_encoders
from knowledge.settings import KnowledgeSettings

_EXAMPLES = 20
_LIBRARIES = ("scikit-learn",)


@dataclass(frozen=True, slots=True)
class Row:
    """One system: accuracy on messages of a known intent, and how its score tells them from others.

    `kept` and `strange` are the shares of messages in and out of scope that the product's threshold lets through.
    """

    system: str
    intents: int
    n_tests: int
    n_out_of_scope: int
    accuracy: Estimate
    auroc: Estimate
    kept: float | None
    strange: float | None
    seconds_to_learn: float | None


Reported = Configuration | Row


async def run(data: Path, hear: Callable[[object], None] | None = None, *, tuning: bool = False) -> list[Reported]:
    """Learn and measure; `hear` is told of each row."""
    shipped = KnowledgeSettings()
    encoder = CachedEncoder((await asyncio.to_thread(load_encoders, shipped))[0])
    try:
        rows = await asyncio.to_thread(_measure, data / "clinc150_en", encoder, tuning)
    finally:
        encoder.close()
    for row in rows:
        if hear:
            hear(row)
    return [configuration(shipped, encoder.model_id, 0, _LIBRARIES), *rows]


def _measure(folder: Path, encoder: CachedEncoder, tuning: bool) -> list[Row]:
    examples = _examples(rows_of(folder / "train.jsonl"))
    texts, intents = [text for text, _ in examples], [intent for _, intent in examples]
    tests = [row for row in rows_of(folder / "test.jsonl") if row["intent"] in set(intents)]
    tests = [row for row in tests if is_tuning(row["text"]) is tuning]
    others = [row["text"] for row in rows_of(folder / "oos_test.jsonl") if is_tuning(row["text"]) is tuning]
    vectors = encoder.encode_questions(texts)
    inside, outside = encoder.encode_questions([row["text"] for row in tests]), encoder.encode_questions(others)
    started = perf_counter()
    head = learn(texts, intents, vectors)
    seconds = perf_counter() - started
    known = [head.guess(row["text"], vector) for row, vector in zip(tests, inside, strict=True)]
    strange = [head.guess(text, vector) for text, vector in zip(others, outside, strict=True)]
    right = [row["intent"] for row in tests]
    ours = _row("Turnwise", known, strange, right, head.threshold, round(seconds, 1))
    return [ours, _row("nearest example", _near(inside, vectors, intents), _near(outside, vectors, intents), right)]


def _row(
    system: str,
    known: Sequence[Guess],
    strange: Sequence[Guess],
    right: Sequence[str],
    threshold: float | None = None,
    seconds: float | None = None,
) -> Row:
    inside, outside = [guess.score for guess in known], [guess.score for guess in strange]
    return Row(
        system=system,
        intents=len(set(right)),
        n_tests=len(known),
        n_out_of_scope=len(strange),
        accuracy=mean([guess.intent == intent for guess, intent in zip(known, right, strict=True)]),
        auroc=auroc(inside, outside),
        kept=None if threshold is None else float(np.mean(np.array(inside) >= threshold)),
        strange=None if threshold is None else float(np.mean(np.array(outside) >= threshold)),
        seconds_to_learn=seconds,
    )


def _near(asked: Vectors, examples: Vectors, intents: Sequence[str]) -> list[Guess]:
    cosines = asked @ examples.T
    return [Guess(intents[int(row.argmax())], float(row.max())) for row in cosines]


def _examples(rows: Sequence[dict[str, Any]]) -> list[tuple[str, str]]:
    """Text and intent; texts whose hash is smallest, since the file's order puts like ones together."""
    by_intent: defaultdict[str, list[str]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: crc32(row["text"].encode())):
        by_intent[row["intent"]].append(row["text"])
    return [(text, intent) for intent, texts in sorted(by_intent.items()) for text in texts[:_EXAMPLES]]
