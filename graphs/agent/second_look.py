"""A search that finds no answer is made again in other words: fewer, wider ones, or with what was asked before."""

import asyncio
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from graphs.agent.comparing import compared
from graphs.agent.destination import to_where_they_live
from graphs.agent.following import with_last_topic
from graphs.agent.general_question import behind, in_general, in_words_of_rules, on_the_matter
from graphs.agent.own_delivery import goes_at_its_own_rates, of_the_thing
from graphs.agent.passages import search_for
from graphs.agent.plainer import plainer
from graphs.agent.procedures import as_how_to
from graphs.agent.regions import in_its_region, in_the_rest, over_the_list, without_its_place, without_sending
from graphs.agent.retrieved import Search
from graphs.agent.several_places import of_each
from graphs.agent.talk import Word, content
from graphs.colours import in_any_colour
from graphs.covering import ROW, asked_of, lists_shops, sends_to
from graphs.elsewhere import is_told_of
from graphs.matters import spelled_out
from graphs.turn import Message, Passage
from knowledge.words import terms

if TYPE_CHECKING:
    from graphs.agent.context import Context

# Below it fewer words are tried, and taken where they are surer by this much.
_SURE, _SURER = 0.6, 0.1
_WHETHER = re.compile(r"\W*(?:can|could|may|might|will|would|do|does|is|are|am)\b", re.IGNORECASE)
# Among so many of the best a passage must speak of the matter.
_NEAR = 3


async def look_for_all(
    question: str, history: Sequence[Message], given: Sequence[Passage] | None, context: "Context"
) -> tuple[Sequence[Search], int]:
    """The same for each of the places that a question names, where nothing that was found holds for all of them, and
    for each of the things that it compares.

    A question about delivery is asked of the thing that the conversation is about, where that has rates of its own.
    """
    question = as_how_to(to_where_they_live(question, ()))
    search, version = await look_for(question, history, given, context)
    if about_it := of_the_thing(question, history):
        theirs, _ = await look_for(about_it, (), given, context)
        sure = theirs.confidence >= context.policy.answer_threshold
        if sure and goes_at_its_own_rates(about_it, theirs.passages):
            return [theirs], version
    parts = compared(question) or of_each(question, search.passages)
    found = await asyncio.gather(*(look_for(part, history, given, context) for part in parts))
    return [one for one, _ in found] or [search], version


async def look_for(
    question: str, history: Sequence[Message], given: Sequence[Passage] | None, context: "Context"
) -> tuple[Search, int]:
    """What was found and the knowledge's version; other words are tried where the first find no sure answer."""
    passages, retrieval = await search_for(spelled_out(question), given, context)
    threshold = context.policy.answer_threshold
    best = Search(question, passages, retrieval.confidence)
    if given is None and (general := in_general(question, passages, history)):
        best = await _by_the_rules(general, best, context)
    if best.confidence < max(threshold, _SURE):
        region, colours = in_its_region(question, passages), in_any_colour(question)
        for other in (*plainer(question), *filter(None, [region, colours])):
            passages, again = await search_for(other, given, context)
            if again.confidence >= max(threshold, best.confidence + _SURER):
                most = context.policy.passages_per_question
                # A list found for a region may have a row for the very place, and one of colours the very colour.
                asked = question if other in (region, colours) else other
                best = Search(asked, behind(_listing(question, best.passages), passages, most), again.confidence)
    best = await _with_the_list(question, best, given, context)
    if best.confidence < threshold and (joined := with_last_topic(question, history)):
        passages, again = await search_for(joined, given, context)
        # The topic that was added must not answer for the question.
        if again.confidence >= threshold and _speaks_of(content(question), passages):
            best = Search(joined, passages, again.confidence)
    return best, retrieval.knowledge_version


async def _by_the_rules(general: str, found: Search, context: "Context") -> Search:
    """What holds for all things, before what was found about one, where a search for that is sure of it."""
    in_words = in_words_of_rules(general)
    passages, again = await search_for(in_words, None, context)
    rules = on_the_matter(general, passages)
    if again.confidence < context.policy.answer_threshold or not set(rules) & set(passages[:_NEAR]):
        return found
    # Whether something may be done at all is told where its conditions are, not in the steps "how to return an item".
    asked = general if _WHETHER.match(general) else in_words
    return Search(asked, behind(rules, found.passages, context.policy.passages_per_question), again.confidence)


async def _with_the_list(question: str, found: Search, given: Sequence[Passage] | None, context: "Context") -> Search:
    """The list that has a row for the place that goods are sent to, before what was found, where that has none."""
    sure = found.confidence >= context.policy.answer_threshold
    if not sends_to(question, asked_of(question)) or (sure and _listing(question, found.passages)):
        return found
    wider = in_its_region(question, found.passages) or in_the_rest(question)
    others = (wider, wider and without_sending(wider), over_the_list(wider or question))
    for other in dict.fromkeys(filter(None, others)):
        passages, again = await search_for(other, given, context)
        if again.confidence >= context.policy.answer_threshold and (rows := _listing(question, passages)):
            most = context.policy.passages_per_question
            return Search(question, behind(rows, found.passages, most), again.confidence)
    if not sure and (anywhere := without_its_place(question)):
        passages, again = await search_for(anywhere, given, context)
        if again.confidence >= context.policy.answer_threshold:
            return Search(question, passages, again.confidence)
    return found


def _listing(question: str, passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """The passages with a list of places, other than of shops, that has a row for the one that goods are sent to."""
    asked = asked_of(question)
    return tuple(
        one
        for one in passages
        if ROW in one.text and sends_to(question, asked) and is_told_of(asked, one.text) and not lists_shops(one)
    )


def _speaks_of(words: Sequence[Word], passages: Sequence[Passage]) -> bool:
    if not passages:
        return False
    held = set(terms(f"{' '.join(passages[0].headings)} {passages[0].text}"))
    return any(term in held for word in words for term in terms(word.text))
