"""A record with what several checks ask of it, worked out once."""

from dataclasses import dataclass

from evals.aboutness import answers_nothing
from evals.diagnosis.answering import Answering, answering
from evals.diagnosis.record import Record, Search
from evals.questions_asked import questions_in
from evals.text import subject_terms
from graphs.turn import Passage

_NEXT_TO_NOTHING = 2


@dataclass(frozen=True, slots=True)
class Facts:
    """`questions` are what the turn asks, each with what the knowledge base holds for it."""

    record: Record
    signals: tuple[str, ...]
    questions: tuple[Answering, ...]

    @property
    def refuses(self) -> bool:
        """Whether the reply leaves all unanswered: it says that it does not know, or passes the matter on."""
        turn = self.record.turn
        if turn.answered is not None:
            return not turn.answered
        return not turn.citations and answers_nothing(turn.reply)

    @property
    def hit_ids(self) -> frozenset[str]:
        """The chunks that the agent was given."""
        return frozenset(passage.chunk_id for passage in self.record.turn.passages or ())

    @property
    def cited_ids(self) -> frozenset[str]:
        """The chunks that the reply rests on."""
        return frozenset(citation.chunk_id for citation in self.record.turn.citations or ())

    @property
    def used_a_tool(self) -> bool:
        """Whether something else than documents was to answer."""
        return any(call.outcome in ("ok", "not_found") for call in self.record.tool_calls)


async def facts_of(record: Record, signals: tuple[str, ...], search: Search) -> Facts:
    """Look each question up in everything that is published."""
    question = record.turn.question
    # As relevance has it: what has no form of a question still states a matter, unless it says next to nothing.
    asked = questions_in(question) or ((question,) if len(subject_terms(question)) > _NEXT_TO_NOTHING else ())
    # "It flickers. What can I do?" asks about what is said before it: by itself it could be answered by nothing.
    asked = tuple(dict.fromkeys(one if subject_terms(one) else question for one in asked))
    found = [answering(one, await search(one)) for one in asked]
    if len(found) == 1 and not found[0].passages and (cited := _cited(record)):
        # The reply takes up what was asked and rests on these: they are about it, in whatever words.
        found = [Answering(found[0].question, cited, cited[0], found[0].score)]
    return Facts(record, signals, tuple(found))


def _cited(record: Record) -> tuple[Passage, ...]:
    """The passages that a relevant reply rests on; none where it is not relevant."""
    if record.label("relevance") != "relevant":
        return ()
    ids = {citation.chunk_id for citation in record.turn.citations or ()}
    return tuple(passage for passage in record.turn.passages or () if passage.chunk_id in ids)
