"""How the customer feels, from their words and from what they mean.

The words: own lexicons in English and Chinese, negation, emphasis, emoji, and a logistic function of how much they
blame and praise, whose few weights were fitted on public reviews and tweets. The meaning: `graphs.mood`, where the
message's embedding is at hand.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import yaml

from graphs.mood import upset_of
from graphs.phrases import Match, PhraseBook, units
from graphs.turn import Sentiment
from knowledge.meaning import Meaning

_FOLDER = Path(__file__).with_name("lexicons")
_CLAUSE_ENDS = frozenset("!?;:,.。，、；：！？…~")
_SHOUT = re.compile(r"\b[A-Z]{4,}\b")
_MAX_UNITS = 400
_CLEAR_PRAISE = 1.5

# upset = 1 / (1 + exp(-(BIAS + BLAME * b - PRAISE * p + EMPHASIS * e))), b and p being sums of word weights, damped.
_BIAS, _BLAME, _PRAISE, _EMPHASIS = -1.6, 1.45, 1.25, 0.35


@dataclass(frozen=True, slots=True)
class Word:
    """What a phrase of the lexicon does: adds a weight (negative blames), turns it round, or scales it."""

    weight: float = 0.0
    negates: bool = False
    scale: float = 1.0
    contrasts: bool = False


@cache
def _lexicon() -> PhraseBook[Word]:
    """All languages in one book, read at first use: a message may mix them."""
    words: dict[str, Word] = {}
    for path in sorted(_FOLDER.glob("sentiment.*.yaml")):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        for weight, phrases in content["weights"].items():
            words.update((phrase, Word(weight=float(weight))) for phrase in phrases)
        words.update((phrase, Word(negates=True)) for phrase in content["negations"])
        words.update((phrase, Word(contrasts=True)) for phrase in content["contrasts"])
        for scale, phrases in content["scales"].items():
            words.update((phrase, Word(scale=float(scale))) for phrase in phrases)
    return PhraseBook(words)


def sentiment_of(text: str, meaning: Meaning | None = None) -> Sentiment:
    """Label and probability of being upset; an empty or unknown text is neutral. Without `meaning`, by words alone."""
    words = _read(text)
    upset = upset_of(words.log_odds, meaning)
    if upset >= 0.5:
        return Sentiment("negative", round(upset, 4))
    return Sentiment("positive" if words.praises else "neutral", round(upset, 4))


def words_log_odds(text: str) -> float:
    """The log-odds that the customer is upset, by the words of the message alone."""
    return _read(text).log_odds


@dataclass(frozen=True, slots=True)
class _Words:
    """What a text's words alone say: the log-odds that its writer is upset, and whether they clearly praise."""

    log_odds: float
    praises: bool


@lru_cache(maxsize=2048)
def _read(text: str) -> _Words:
    """Remembered: triage and several graders ask for the same message, and for those before it turn after turn."""
    parts = units(text)[:_MAX_UNITS]
    blame, praise = _weigh(parts, _lexicon().find(parts))
    return _Words(_log_odds(text, blame, praise), praise > blame and praise >= _CLEAR_PRAISE)


def _log_odds(text: str, blame: float, praise: float) -> float:
    emphasis = min(3, text.count("!") + text.count("！") + len(_SHOUT.findall(text))) + (text.count("??") > 0)
    score = _BIAS + _BLAME * math.sqrt(blame) - _PRAISE * math.sqrt(praise)
    return score + _EMPHASIS * emphasis if blame > praise else score


def _weigh(parts: Sequence[str], matches: Sequence[Match[Word]]) -> tuple[float, float]:
    """Sums of blame and praise. What stands before a "but" counts less than what follows it."""
    blame = praise = 0.0
    if not matches:
        return blame, praise
    negated_until, scale, scaled_until = -1, 1.0, -1
    clause_end = _clause_ends(parts)
    for match in matches:
        word = match.value
        if word.contrasts:
            blame, praise = blame * 0.7, praise * 0.5
        elif word.negates:
            # Two negations within reach take each other back.
            within = match.start < negated_until
            negated_until = -1 if within else min(match.end + 4, clause_end[match.start])
        elif word.scale != 1.0:
            scale, scaled_until = word.scale, match.end + 2
        else:
            weight = word.weight * (scale if match.start <= scaled_until else 1.0)
            if match.start < negated_until:
                # "not good" blames nearly as much as "bad"; "not bad" praises little.
                weight = -0.8 * weight if weight > 0 else -0.3 * weight
            if weight < 0:
                blame -= weight
            else:
                praise += weight
            scale = 1.0
    return blame, praise


def _clause_ends(parts: Sequence[str]) -> list[int]:
    """For each unit the index at which its clause ends."""
    ends = [len(parts)] * len(parts)
    end = len(parts)
    for place in range(len(parts) - 1, -1, -1):
        if parts[place] in _CLAUSE_ENDS:
            end = place
        ends[place] = end
    return ends
