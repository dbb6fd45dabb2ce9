"""How well an answer addresses a question: shared subject, likeness of meaning, the kind of answer that was wanted."""

from collections.abc import Sequence

from evals.answer_kinds import is_of_kind
from evals.claims import bare_answer
from evals.cues import ANNOUNCES_PERSON, REFUSES
from evals.text import as_written, coverage, subject_terms
from evals.told_places import tells_of_the_place
from graphs.evaluator.grader import Embed
from graphs.turn import Passage
from knowledge.language import detect

OTHER_KIND = 0.7
"""What an answer of another kind than was asked for keeps of its score."""
ENOUGH = 0.5


async def address(
    question: str, answer: str, passages: Sequence[Passage], embed: Embed | None
) -> tuple[float, tuple[str, ...]]:
    """A score in [0, 1], and what of the question, as it was written, the answer leaves out.

    A bare answer is read where it stands in its passage: there must be what was asked about. An answer on delivery
    that holds for the place asked about may call it otherwise.
    """
    wanted = subject_terms(question)
    if not answer.strip():
        return 0.0, as_written(wanted, question)
    missing = as_written(set(wanted).difference(subject_terms(answer)), question)
    kind = 1.0 if is_of_kind(question, answer) else OTHER_KIND
    if tells_of_the_place(question, answer, passages):
        return kind, ()
    bare = [found for passage in passages if (found := bare_answer(answer, question, passage.text)) is not None]
    if bare:
        return max(bare) * kind, ()
    shared = coverage(wanted, subject_terms(answer))
    # Where the words tell, the model need not be asked: that would be most of what grading costs.
    return (shared if shared >= ENOUGH else max(shared, await _likeness(question, answer, embed))) * kind, missing


def answers_nothing(text: str) -> bool:
    """Whether a reply or a sentence answers by not answering: it does not know, or passes the matter on."""
    return bool(REFUSES.search(text) or ANNOUNCES_PERSON.search(text))


async def _likeness(question: str, answer: str, embed: Embed | None) -> float:
    """Cosine similarity, spread so that the usual range of unrelated and related sentences fills [0, 1].

    0 without a model, and for texts in a script that the default model does not know.
    """
    if embed is None or detect(question) == "zh" or detect(answer) == "zh":
        return 0.0
    vectors = await embed((question, answer))
    cosine = float(vectors[0] @ vectors[1])
    return min(1.0, max(0.0, (cosine - 0.15) / 0.6))
