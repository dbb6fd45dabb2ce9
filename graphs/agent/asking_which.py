"""A question for a colour or a size of nothing in particular: the customer is asked which product is meant."""

import re
from collections.abc import Sequence

from graphs.agent.asking_back import is_question
from graphs.agent.following import names_nothing
from graphs.agent.retrieved import Search
from graphs.agent.talk import content, kind_words
from graphs.turn import Message, Passage
from knowledge.language import detect
from prompts.replies import LANGUAGES, Replies

REPLY = "which_product"
_MOST_PRODUCTS, _LONGEST_NAME = 4, 60
_KINDS = frozenset({"colour", "size"})
_TO_BE_HAD = re.compile(
    r"\b(?:have|has|come|comes|available|get|got|offer|sell|stock|make|any|anything|is there|are there|buy|order)\b"
    r"|[有出卖做选买]",
    re.IGNORECASE,
)


def lacks_product(
    asked: str, searches: Sequence[Search], history: Sequence[Message], replies: Replies, *, sure: float
) -> bool:
    """Whether the one question asks if something may be had in a colour or a size, and names no thing.

    "Do you have it in black?", 有没有黑色的？, after it was completed from the conversation. What was `asked` counts
    instead where nothing sure (by its confidence) was found with that: the thing that was added was the wrong one. Not
    where all that was found stands in one document, which is then what is meant, and not right after the agent asked
    the same.
    """
    if len(searches) != 1 or len({passage.document for passage in searches[0].passages}) < 2:
        return False
    question = searches[0].question if searches[0].confidence >= sure else asked
    if not _TO_BE_HAD.search(question) or not any(kind in _KINDS for kind, _ in kind_words(question)):
        return False
    return names_nothing(question) and not _just_asked(history, replies)


def products_of(searches: Sequence[Search]) -> tuple[str, ...]:
    """The names of the few things found that tell of what is asked for (a colour, a size); none where it is but one."""
    question = searches[0].question
    asked, language = {kind for kind, _ in kind_words(question)} & _KINDS, detect(question)
    telling = [passage for passage in searches[0].passages if asked & {kind for kind, _ in kind_words(passage.text)}]
    names = dict.fromkeys(_name(passage) for passage in telling if detect(passage.text) in (language, "und"))
    fitting = [name for name in names if 0 < len(name) <= _LONGEST_NAME and not is_question(name)]
    return tuple(fitting[:_MOST_PRODUCTS]) if len(fitting) > 1 else ()


def _name(passage: Passage) -> str:
    """The nearest heading that names a thing, not only what is told of it ("Colours"), else the title."""
    headings = (heading.strip().rstrip(":：") for heading in reversed(passage.headings))
    return next((heading for heading in headings if content(heading)), passage.title.strip())


def _just_asked(history: Sequence[Message], replies: Replies) -> bool:
    said = next((one.text for one in reversed(history) if one.role != "customer"), "")
    return any(said.endswith(replies.say(language, REPLY)) for language in LANGUAGES)
