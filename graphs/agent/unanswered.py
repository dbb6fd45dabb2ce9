"""A model's reply to a message of several questions: which of them it leaves out, and quotes that answer those."""

from collections.abc import Container, Sequence

from graphs.agent.citing import Cited
from graphs.agent.courtesy import says_unknown
from graphs.agent.retrieved import Search
from graphs.answer_shape import tells, wanted_shape, what_it_is_about
from graphs.evidence import Evidence
from graphs.quoting import best_quotes, join_quotes
from knowledge.synonyms import meanings
from prompts.replies import Replies

_SPOKEN_OF = 0.25
_QUOTES = 2
# Words of less weight only ask, or stand in any sentence (`knowledge.coverage.weight`).
_NAMES_SOMETHING = 0.4


def unanswered(cited: Cited, searches: Sequence[Search]) -> list[int]:
    """The places of the searches whose question the reply neither speaks of, nor says that it does not know.

    A question is spoken of where the reply has a part of its words or, where these name nothing, the kind of answer
    that it asks for; or where it cites the best passage of its search, unless another question has the same one.
    """
    if len(searches) < 2:
        return []
    best = [
        (search.passages[0].document, search.passages[0].chunk_id) if search.passages else None for search in searches
    ]
    numbers = {number for claim in cited.claims for number in claim.numbers}
    unknown = any(says_unknown(claim.text) for claim in cited.claims)
    held = meanings(cited.text)
    left, first = [], 1
    for place, search in enumerate(searches):
        of_its_own = best[place] is not None and best.count(best[place]) == 1 and first in numbers
        if not (of_its_own or unknown or _is_spoken_of(search.question, cited.text, held)):
            left.append(place)
        first += len(search.passages)
    return left


def _is_spoken_of(question: str, text: str, held: Container[str]) -> bool:
    asked = meanings(what_it_is_about(question))
    if all(value < _NAMES_SOMETHING for value in asked.values()):
        # "And how long does it take?" names nothing: only the kind of answer that it wants can tell.
        shape = wanted_shape(question)
        return shape is None or tells(shape, question, text)
    return sum(value for term, value in asked.items() if term in held) >= _SPOKEN_OF * sum(asked.values())


def completed(text: str, searches: Sequence[Search], left: Sequence[int], language: str, replies: Replies) -> str:
    """The model's text with a line for each question left out: what the sources say, or that they say nothing."""
    lines, first = [text.rstrip()], 1
    for place, search in enumerate(searches):
        if place in left:
            evidence = Evidence(search.passages, search.confidence, language, first, search.question)
            quotes = best_quotes(search.question, [evidence], language, _QUOTES)
            lines.append(join_quotes(quotes) or replies.say(language, "unknown_part", question=search.question))
        first += len(search.passages)
    return "\n".join(lines)


def told_of(searches: Sequence[Search], left: Sequence[int]) -> str:
    """What is wrong, for the model."""
    questions = "; ".join(f"“{' '.join(searches[place].question.split())}”" for place in left)
    return f"it leaves out what the customer also asks: {questions}"
