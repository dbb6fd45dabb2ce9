"""A draft as the customer would get it: tidied, checked, and completed where it leaves a question out."""

from collections.abc import Sequence

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


def look_through(
    state: State, context: Context, passages: Sequence[Passage], around: Surroundings
) -> tuple[Cited, Problem | None]:
    """The draft, and why it must not be sent. A model may write once more where its draft has a problem; what is too
    long is cut instead, unless the cut would lose the answer.
    """
    draft = state["draft"]
    text = without_thinking(draft.message.text) if draft.message else ""
    tidying = Tidying.of(state, context)
    if draft.model == QUOTES:
        cited = tidying.claims(read_claims(text))
        return cited, problem_with(cited, passages, around)
    text = tidying.text(text)
    written = read_claims(text)
    cited = tidying.claims(written)
    if problem := problem_with(cited, passages, around):
        return cited, problem
    if is_too_long(written, tidying.limit) and (_lost_sources(written, cited) or is_too_long(cited, tidying.limit)):
        problem = Problem("length", "it is longer than it may be: say the same in fewer words")
        if may_be_repaired(state) or _lost_sources(written, cited):
            return cited, problem
    looked_up = {evidence.question for evidence in state.get("looked_up", LookedUp()).evidence}
    searches = state["retrieved"].searches
    left = [place for place in unanswered(cited, searches) if searches[place].question not in looked_up]
    if not left:
        return cited, None
    if may_be_repaired(state):
        return cited, Problem("unanswered", told_of(searches, left))
    language = state["triaged"].language
    whole = read_claims(completed(_marked(text, cited, written), searches, left, language, context.prompts.replies))
    return (whole, None) if problem_with(whole, passages, around) is None else (cited, None)


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
