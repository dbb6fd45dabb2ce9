"""A search that finds no answer is made once more in other words: fewer, or with what the conversation is about."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from graphs.agent.following import with_last_topic
from graphs.agent.passages import search_for
from graphs.agent.plainer import plainer
from graphs.agent.retrieved import Search
from graphs.agent.talk import Word, content
from graphs.turn import Message, Passage
from knowledge.words import terms

if TYPE_CHECKING:
    from graphs.agent.context import Context

# Below it fewer words are tried, and taken where they are surer by this much.
_SURE, _SURER = 0.6, 0.1


async def look_for(
    question: str, history: Sequence[Message], given: Sequence[Passage] | None, context: "Context"
) -> tuple[Search, int]:
    """What was found and the knowledge's version; other words are tried where the first find no sure answer."""
    passages, retrieval = await search_for(question, given, context)
    threshold = context.policy.answer_threshold
    best = Search(question, passages, retrieval.confidence)
    if best.confidence < max(threshold, _SURE):
        for shorter in plainer(question):
            passages, again = await search_for(shorter, given, context)
            if again.confidence >= max(threshold, best.confidence + _SURER):
                best = Search(shorter, passages, again.confidence)
    if best.confidence < threshold and (joined := with_last_topic(question, history)):
        passages, again = await search_for(joined, given, context)
        # The topic that was added must not answer for the question.
        if again.confidence >= threshold and _speaks_of(content(question), passages):
            best = Search(joined, passages, again.confidence)
    return best, retrieval.knowledge_version


def _speaks_of(words: Sequence[Word], passages: Sequence[Passage]) -> bool:
    if not passages:
        return False
    held = set(terms(f"{' '.join(passages[0].headings)} {passages[0].text}"))
    return any(term in held for word in words for term in terms(word.text))
