"""A question about delivery in a conversation about a thing that goes at rates of its own: after "how heavy is the
bookshelf?" a "delivery to Poland?" is the bookshelf's, by freight."""

from collections.abc import Sequence

from graphs.agent.fragments import END
from graphs.agent.talk import is_chinese
from graphs.agent.things import last_thing, thing_of
from graphs.covering import asked_of, sends_to
from graphs.matters import BACK, matters_in
from graphs.own_rates import OwnRates
from graphs.turn import Message, Passage
from knowledge.support import rank_sentences

_LOOKED_AT = 200


def of_the_thing(question: str, history: Sequence[Message]) -> str:
    """A question about delivery that names no thing, asked of the last one of the conversation; empty for any other."""
    matters = matters_in(question)
    if matters & BACK or not ("deliver" in matters or sends_to(question, asked_of(question))) or thing_of(question):
        return ""
    thing = last_thing(history, chinese=is_chinese(question))
    if not thing:
        return ""
    return f"{thing}{question}" if is_chinese(question) else f"{END.sub('', question)} for the {thing}?"


def goes_at_its_own_rates(question: str, passages: Sequence[Passage]) -> bool:
    """Whether the passages tell of delivering what the question names apart from the list for all goods."""
    found = rank_sentences(question, [one.text for one in passages], _LOOKED_AT)
    return OwnRates.of(question, passages, found) is not None
