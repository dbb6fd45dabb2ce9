"""Simple ways to tell whether a text supports a reply, to stand beside a grader."""

from collections.abc import Sequence

from evals.benchmarks.graded_set import Case
from evals.text import coverage, subject_terms
from knowledge.embed import Embedder
from knowledge.words import fold


async def overlap(cases: Sequence[Case], embedder: Embedder) -> list[float]:
    """The share of the reply's words that the passages hold."""
    return [coverage(subject_terms(case.reply), subject_terms(case.context)) for case in cases]


async def substring(cases: Sequence[Case], embedder: Embedder) -> list[float]:
    """Whether the passages hold the reply word for word."""
    return [float(fold(case.reply).strip() in fold(case.context)) for case in cases]


async def similarity(cases: Sequence[Case], embedder: Embedder) -> list[float]:
    """The cosine of reply and passages by the packaged model that knows their language."""
    space = max((embedder.space_of(case.context) or 0 for case in cases), default=0)
    replies = await embedder.embed([case.reply for case in cases], space)
    contexts = await embedder.embed([case.context for case in cases], space)
    return [float(one @ other) for one, other in zip(replies, contexts, strict=True)]


async def overlap_and_similarity(cases: Sequence[Case], embedder: Embedder) -> list[float]:
    """The sum of both."""
    both = zip(await overlap(cases, embedder), await similarity(cases, embedder), strict=True)
    return [one + other for one, other in both]


async def near_the_answer(cases: Sequence[Case], embedder: Embedder) -> list[float]:
    """The share of the question's words within 60 characters of the reply, where the passages hold it."""
    return [_near(case) for case in cases]


_AROUND = 60


def _near(case: Case) -> float:
    text, answer = fold(case.context), fold(case.reply).strip()
    wanted = subject_terms(case.question)
    best, at = 0.0, text.find(answer)
    while at >= 0:
        around = text[max(0, at - _AROUND) : at] + " " + text[at + len(answer) : at + len(answer) + _AROUND]
        best = max(best, coverage(wanted, subject_terms(around)))
        at = text.find(answer, at + 1)
    return best


SUPPORT = {
    "word overlap": overlap,
    "embedding similarity": similarity,
    "overlap + similarity": overlap_and_similarity,
}
ANSWER = {"substring": substring, "question's words near": near_the_answer, "embedding similarity": similarity}
