"""What the nearest passages are about, to be offered where none of them is likely enough to answer."""

import re
from collections.abc import Sequence

from graphs.agent.asking_back import accepts, by_place, is_question, named_in, naming_words
from graphs.agent.courtesy import says_unknown
from graphs.agent.policy import Policy
from graphs.agent.retrieved import Search
from graphs.evidence import Evidence
from graphs.phrases import normalise, units
from graphs.quoting import best_quotes
from graphs.turn import Message, Passage
from knowledge.language import detect

_NAMES_AT_THE_END = re.compile(r"(?:“[^“”]+”[^“”?？]{0,12})+[?？]\s*$")
MOST_TOPICS = 3
"""As many are offered at most."""
_LONGEST_NAME, _FEW_UNITS = 80, 9


def near_topics(searches: Sequence[Search], policy: Policy) -> tuple[str, ...]:
    """The names of up to three topics of the one question, nearest first; none where it is about something else.

    It is about something else where the confidence does not reach `policy.offer_threshold`. A name must make sense
    alone, for the customer says it in place of the question: an FAQ's question does, a heading does below its title,
    which is left out where it stands over all of them.
    """
    if len(searches) != 1 or searches[0].confidence < policy.offer_threshold:
        return ()
    (search,) = searches
    language = detect(search.question)
    near = [passage for passage in search.passages if detect(passage.text) in (language, "und")]
    alike = len({passage.title for passage in near[:MOST_TOPICS]}) == 1 < len(near)
    names = (_heading(passage) if alike else _name(passage) for passage in near)
    fitting = dict.fromkeys(name for name in names if 0 < len(name) <= _LONGEST_NAME and not re.search("[“”]", name))
    return tuple(fitting)[:MOST_TOPICS]


def offered(said: Message) -> tuple[str, ...]:
    """The topics that the agent's message offers, for it knows no answer; none where it does not."""
    if said.role != "agent" or said.asks or not says_unknown(said.text):
        return ()
    return named_in(last.group()) if (last := _NAMES_AT_THE_END.search(said.text)) else ()


def taken(said: str, last: Message) -> tuple[str, ...]:
    """Which of the topics that the last message offers the customer takes: by name, place, or yes to the only one.

    All that they say must name it: who puts the question another way may speak of the same things.
    """
    topics = offered(last)
    if exact := next((topic for topic in topics if normalise(said).strip() == normalise(topic).strip()), None):
        return (exact,)
    if not topics or len(units(said)) > _FEW_UNITS:
        return ()
    if len(topics) == 1:
        return topics if accepts(said) else ()
    words = naming_words(said)
    named = tuple(topic for topic in topics if words and words <= naming_words(topic))
    return by_place(said, topics) or (named if len(named) == 1 else ())


def with_chosen(searches: Sequence[Search], history: Sequence[Message], policy: Policy) -> tuple[Search, ...]:
    """The same; where the question is a topic that the agent's last reply offered, with that topic's passages alone.

    They are asked what the customer had asked, beside the topic; where they say nothing to that, the topic alone.
    Whoever chooses a topic by its name wants what stands there, however little of the question it holds.
    """
    topics = offered(history[-1]) if history else ()
    asked = next((said.text for said in reversed(history) if said.role == "customer"), "") if topics else ""
    return tuple(_of_chosen(search, asked, policy) if search.question in topics else search for search in searches)


def _of_chosen(search: Search, asked: str, policy: Policy) -> Search:
    chosen = tuple(passage for passage in search.passages if search.question in (_heading(passage), _name(passage)))
    if not chosen:
        return search
    sure, language = max(search.confidence, policy.answer_threshold), detect(search.question)
    both = f"{asked} {search.question}"
    quotes = best_quotes(both, [Evidence(chosen, sure, language)], language, 1)
    return Search(both if quotes else search.question, chosen, sure)


def _heading(passage: Passage) -> str:
    return (passage.headings[-1] if passage.headings else passage.title).strip().rstrip(":：")


def _name(passage: Passage) -> str:
    """The heading below its title, unless it asks or one of the two says all."""
    heading, title = _heading(passage), passage.title.strip()
    if not title or heading == title or is_question(heading):
        return heading
    colon = "：" if detect(heading) == "zh" else ": "
    return f"{title}{colon}{heading}"
