from evals.benchmarks.confidence_cases import Case
from evals.benchmarks.fit_confidence import fit_all, measure, rows_of
from knowledge.answerability import BY_WORDS
from knowledge.document import Chunk, Hit


def hit(text: str, cosine: float | None) -> Hit:
    return Hit(Chunk("c", "d", "d.md", "", 0, (), text, "en"), 1.0, cosine)


def cases(name: str, question: str, text: str, cosines: bool) -> list[Case]:
    """Thirty answered ones, whose text is the question's, and thirty that are about something else."""
    sure = [Case(name, question, (hit(text, 0.6 + at / 100 if cosines else None),), True, True) for at in range(30)]
    strange = [Case(name, question, (hit("?", 0.1 + at / 100 if cosines else None),), False, False) for at in range(30)]
    return [*sure, *strange]


def test_what_answers_is_weighed_up_and_told_from_what_does_not() -> None:
    rows = rows_of(
        [
            *cases("squad2_en", "How are the lamps washed?", "The lamps are washed by hand.", cosines=True),
            *cases("cmrc2018_zh", "退货运费", "退货的运费由本店承担", cosines=False),
        ]
    )
    weights = fit_all(rows)
    assert set(weights) == {"en", BY_WORDS}
    assert weights["en"].similarity > 0
    assert weights[BY_WORDS].whole > 0
    assert all(one.fitted.value > 0.99 for one in measure(rows))


def test_sets_that_may_not_be_fitted_on_are_measured_only() -> None:
    free = cases("squad2_en", "How are the lamps washed?", "The lamps are washed by hand.", cosines=True)
    kept_apart = cases("rgb_refine_zh", "How are the lamps washed?", "The lamps are washed by hand.", cosines=True)
    both = rows_of([*free, *kept_apart])
    assert fit_all(both) == fit_all(rows_of(free))
    assert {one.set_name for one in measure(both)} == {"squad2_en", "rgb_refine_zh"}


def test_a_question_without_words_tells_nothing() -> None:
    assert rows_of([Case("squad2_en", "?!", (hit("text", 0.5),), False, False)]) == []
