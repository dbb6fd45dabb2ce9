"""Tweets to companies, complaints or not, for the grader of complaints (Preotiuc-Pietro, Gaman, Aletras 2019)."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from evals.benchmarks.graded_set import Case, Floor, GradedSet
from evals.benchmarks.question_sets import rows_of
from evals.benchmarks.triage_baselines import Score, upset_baselines
from knowledge.embed import Embedder


def _read(data: Path) -> Iterable[Case]:
    for row in rows_of(data / "complaints_tweets_en" / "all.jsonl"):
        yield Case(row["id"], {"messages": [row["text"]]}, row["complaint"] == 0)


def _calm(upset: Score) -> Floor:
    async def floor(cases: Sequence[Case], embedder: Embedder) -> list[float]:
        return [-upset(case.question) for case in cases]

    return floor


def _left_out(told: str) -> None:
    """VADER is a package for benchmarks only; without it the keyword list stands alone, as the rows show."""


graded_set = GradedSet(
    name="complaints_tweets_en",
    graders=("complaint",),
    read=_read,
    floors={name: _calm(upset) for name, upset in upset_baselines("en", _left_out).items()},
)
