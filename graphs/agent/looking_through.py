"""A draft as the customer would get it: tidied, checked, and completed where it leaves a question out."""

from collections.abc import Sequence
from dataclasses import dataclass

from graphs.agent.checking import Problem, Surroundings, problem_with
from graphs.agent.citing import Cited, read_claims
from graphs.agent.context import Context
from graphs.agent.repairing import may_be_repaired
from graphs.agent.state import LookedUp, State
from graphs.agent.style.length import is_too_long
from graphs.agent.thinking import without_thinking
from graphs.agent.tidying import Tidying
from graphs.agent.unanswered import completed, told_of, unanswered
from graphs.extractive import NAME as QUOTES
from graphs.turn import Passage


@dataclass(frozen=True, slots=True)
class Looked:
    """The draft as the customer would get it, why it must not be sent, and what was cut because it was too long."""

    cited: Cited
    problem: Problem | None
    cut: str = ""


def look_through(state: State, context: Context, passages: Sequence[Passage], around: Surroundings) -> Looked:
    """The draft, held against all that must be true of it.

    A model may write once more where its draft has a problem; what is too long is cut instead, unless the cut would
    lose the answer.
    """
    draft = state["draft"]
    text = without_thinking(draft.message.text) if draft.message else ""
    tidying = Tidying.of(state, context)
    if draft.model == QUOTES:
        quoted = read_claims(text)
        cited = tidying.claims(quoted)
        return Looked(cited, problem_with(cited, passages, around), _cut(quoted, cited))
    text = tidying.text(text)
    written = read_claims(text)
    cited = tidying.claims(written)
    cut = _cut(written, cited)
    if problem := problem_with(cited, passages, around):
        return Looked(cited, problem, cut)
    if is_too_long(written, tidying.limit) and (_lost_sources(written, cited) or is_too_long(cited, tidying.limit)):
        problem = Problem("length", "it is longer than it may be: say the same in fewer words")
        if may_be_repaired(state) or _lost_sources(written, cited):
            return Looked(cited, problem, cut)
    looked_up = {evidence.question for evidence in state.get("looked_up", LookedUp()).evidence}
    searches = state["retrieved"].searches
    left = [place for place in unanswered(cited, searches) if searches[place].question not in looked_up]
    if not left:
        return Looked(cited, None, cut)
    if may_be_repaired(state):
        return Looked(cited, Problem("unanswered", told_of(searches, left)), cut)
    language = state["triaged"].language
    whole = read_claims(completed(_marked(text, cited, written), searches, left, language, context.prompts.replies))
    return Looked(whole if problem_with(whole, passages, around) is None else cited, None, cut)


def _cut(written: Cited, kept: Cited) -> str:
    stays = {claim.text for claim in kept.claims}
    return " ".join(claim.text.strip() for claim in written.claims if claim.text not in stays)


def _lost_sources(written: Cited, cited: Cited) -> bool:
    """Whether no sentence with a source is left of a reply that had some."""
    return any(claim.numbers for claim in written.claims) and not any(claim.numbers for claim in cited.claims)


def _marked(text: str, cited: Cited, written: Cited) -> str:
    """The text with its markers; where something was cut, its sentences with their markers put back."""
    if cited.text == written.text:
        return text
    return "\n".join(
        f"{claim.text} [{', '.join(map(str, claim.numbers))}]" if claim.numbers else claim.text
        for claim in cited.claims
    )
