"""How far a passage bears out one sentence of a reply: words first, then what numbers and the question forbid."""

from collections.abc import Sequence
from itertools import chain

from evals.nearness import nearness
from evals.quantities import contradicts
from evals.text import coverage, subject_terms
from knowledge import sentences
from knowledge.support import support
from knowledge.words import fold

WINDOW = 3
"""Neighbouring sentences that together may bear a claim out."""
DISPUTED = 0.3
"""The most that a claim can get which gives another number than the passage for the same unit."""
BARE_WORDS = 20
BARE_HALF = 0.16
"""The nearness at which a bare answer is as likely right as wrong (fitted on SQuAD 2.0 and CMRC 2018 spans)."""


def borne_out(claim: str, question: str, text: str) -> float:
    """Support in [0, 1]; 0.5 is where a claim begins to count as supported.

    A bare answer, too short to say what it is about, is read with its question: it is supported where it stands close
    to the question's words, not merely somewhere in the text.
    """
    answers = bare_answer(claim, question, text)
    if answers is not None:
        return answers
    wanted = subject_terms(claim)
    score = (support(claim, text) + _weighted_coverage(wanted, text) + _in_one_place(wanted, text)) / 3
    return min(score, DISPUTED) if contradicts(claim, text) else score


def bare_answer(claim: str, question: str, text: str) -> float | None:
    """Probability-like score that a bare answer answers the question; None where the claim speaks for itself.

    Bare is a verbatim piece of a longer sentence that does not itself take up what was asked about.
    """
    own, asked = subject_terms(claim), subject_terms(question)
    words = sum(1 if term.isascii() else 0.5 for term in own)
    if not asked or words > BARE_WORDS or coverage(asked, own) > 0.5:
        return None
    needle = fold(claim).strip(" .。!！,，")
    around = next((sentence for sentence in sentences.split(text) if needle in fold(sentence)), "")
    if len(needle) >= 0.8 * len(around):
        return None
    near = nearness(question, claim, text)
    return near / (near + BARE_HALF) if near is not None else None


def _weighted_coverage(wanted: Sequence[str], text: str) -> float:
    """Share of the claim's terms that the text holds, longer words weighing more."""
    weights = {term: min(len(term), 8) if term.isascii() else 3 for term in wanted}
    held = set(subject_terms(text))
    total = sum(weights.values())
    return sum(weight for term, weight in weights.items() if term in held) / total if total else 0.0


def _in_one_place(wanted: Sequence[str], text: str) -> float:
    """The best share of the claim's terms in a few neighbouring sentences."""
    terms = [subject_terms(sentence) for sentence in sentences.split(text)]
    windows = (chain.from_iterable(terms[at : at + WINDOW]) for at in range(max(1, len(terms) - WINDOW + 1)))
    return max((coverage(wanted, window) for window in windows), default=0.0)
