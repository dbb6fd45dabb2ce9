"""Whether a quote holds a question's published answer, and how long the quote is."""

import json
import re
import string
from collections.abc import Mapping, Sequence
from pathlib import Path

_ARTICLES = re.compile(r"\b(?:a|an|the)\b")
_PUNCTUATION = str.maketrans("", "", string.punctuation)
_SETS = ("squad2_en", "cmrc2018_zh")


def answers_of(data: Path, name: str) -> Mapping[str, tuple[str, ...]]:
    """The published answers of a set by question id; empty for a set that publishes none."""
    if name not in _SETS:
        return {}
    with (data / name / "questions.jsonl").open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return {str(row["qid"]): tuple(row.get("answers", ())) for row in rows}


def holds_answer(quotes: Sequence[str], answers: Sequence[str], language: str) -> bool:
    """Whether one of the answers stands in one of the quotes, letters compared as SQuAD's scorer compares them.

    English without case, articles and punctuation, by whole words; Chinese without white space and punctuation.
    Source of the English rule: Rajpurkar et al. 2016, "SQuAD", evaluation script.
    """
    held = [_normal(quote, language) for quote in quotes]
    wanted = [normal for answer in answers if (normal := _normal(answer, language)).strip()]
    return any(answer in quote for answer in wanted for quote in held)


def length(quotes: Sequence[str], language: str) -> int:
    """Words, or characters without white space where words are not set apart."""
    words = " ".join(quotes).split()
    return len("".join(words)) if language == "zh" else len(words)


def _normal(text: str, language: str) -> str:
    if language == "zh":
        return re.sub(r"[\W_]", "", text.lower())
    plain = _ARTICLES.sub(" ", text.lower().translate(_PUNCTUATION))
    return f" {' '.join(plain.split())} "
