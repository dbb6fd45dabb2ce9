"""How far a passage bears out one sentence of a reply: words first, then what numbers and the question forbid."""

import math

from evals.answer_kinds import fit
from evals.nearness import bare, standing
from evals.quantities import contradicts
from evals.statements import terms_between
from evals.text import coverage, subject_terms
from knowledge.words import fold

DISPUTED = 0.3
"""The most that a claim can get which gives another number than the passage for the same unit."""
BARE_WORDS = 20
QUOTED = 0.9
"""The least that a passage's own sentence gets: it is true, whatever was asked."""
_UNSEEN = 0.02


def borne_out(claim: str, question: str, text: str) -> float:
    """Support in [0, 1]; 0.5 is where a claim begins to count as supported.

    A bare answer, too short to say what it is about, is read with its question: it is supported where it stands close
    to the question's words, not merely somewhere in the text. So is a quoted sentence, but that is true in any case.
    """
    needle = bare(claim)
    if needle and needle in fold(text):
        answers = None if _takes_up(claim, question) else _answering(claim, question, text)
        if answers is None:
            return 1.0
        return answers if _is_bare(claim, question, text) else QUOTED + (1 - QUOTED) * answers
    read = terms_between(claim, question, text)
    if read is None or not text.strip():
        return 0.0
    return min(read.likely, DISPUTED) if contradicts(claim, text) else read.likely


def bare_answer(claim: str, question: str, text: str) -> float | None:
    """Probability-like score that a bare answer answers the question; None where the claim speaks for itself."""
    return _answering(claim, question, text) if _is_bare(claim, question, text) else None


def _takes_up(claim: str, question: str) -> bool:
    """Whether a claim says by itself most of what the question asks about."""
    return coverage(subject_terms(question), subject_terms(claim)) > 0.5


def _is_bare(claim: str, question: str, text: str) -> bool:
    """Whether a claim is a piece of a longer sentence of the text that does not take up what was asked about."""
    words = sum(1 if term.isascii() else 0.5 for term in subject_terms(claim))
    if not subject_terms(question) or words > BARE_WORDS or _takes_up(claim, question):
        return False
    found = standing(question, claim, text)
    return found is not None and not found.whole


def _answering(claim: str, question: str, text: str) -> float | None:
    """How likely words quoted from a text are what the question asks for: where they stand, and of what kind they are.

    The weights were fixed, and rounded, on one half of two sets made from SQuAD 2.0 and CMRC 2018, one for both
    languages. None where the text does not hold the claim or the question has no words.
    """
    found = standing(question, claim, text)
    if found is None:
        return None
    of = fit(question, claim, found.follows)
    total = (
        math.log(_UNSEEN + found.near)
        + 0.95 * math.log(_UNSEEN + found.far)
        + 0.45 * of.kind
        - 0.65 * of.strange
        + 1.4 * of.head
        + 1.6 * found.before
        + 0.85 * found.after
        - 1.05 * found.repeated
        - 3.0 * found.known
        + found.whole
        + 5.5
    )
    return 1 / (1 + math.exp(-total))
