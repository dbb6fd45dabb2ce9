"""Lines of `turnwise grade` graded for a benchmark, which has no use for a line that cannot be."""

from collections.abc import AsyncIterator, Collection, Iterable

from evals.grade_lines import BadLine, GradedLine, grade_lines
from graphs.evaluator.graph import Evaluator
from knowledge.embed import Embedder


async def lines_graded(
    lines: Iterable[str], evaluator: Evaluator, embedder: Embedder, only: Collection[str] | None = None
) -> AsyncIterator[GradedLine]:
    """Each line's grades, by all graders or those in `only`. Raises ValueError where a line cannot be graded."""
    async for line in grade_lines(lines, evaluator, only=only, embed=embedder.embed_questions, sense=embedder.meaning):
        if isinstance(line, BadLine):
            raise ValueError(f"line {line.number} cannot be graded: {line.problem}")
        yield line
