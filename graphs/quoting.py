"""Choosing and joining verbatim sentences, so that quotes of several passages read as one answer."""

from collections.abc import Sequence
from dataclasses import dataclass

from graphs.answer_shape import wanted_shape, what_it_is_about
from graphs.evidence import Evidence
from graphs.structure import is_own_line, with_structure
from graphs.turn import Passage
from knowledge.coverage import covered, weighted
from knowledge.language import detect
from knowledge.support import Sentence, rank_sentences, support

# A quote below this share of the best one's score adds more noise than answer; one of another passage needs more.
_WORTH_ADDING, _WORTH_ANOTHER_PASSAGE = 0.7, 0.9
# What a heading or an FAQ's question that fits, an opening sentence, and an answer of the expected shape are worth.
_HEADING, _OPENING, _SHAPE = 0.35, 0.05, 0.15
_ALREADY_SAID = 0.75


@dataclass(frozen=True, slots=True)
class Quote:
    """Lines of a passage word for word, the passage's number, and the place of the sentence that was chosen."""

    text: str
    number: int
    start: int
    language: str


def best_quotes(question: str, found: Sequence[Evidence], language: str, limit: int) -> list[Quote]:
    """What answers best, in reading order; from passages in the customer's language where there are any."""
    numbered = [
        (number, passage)
        for evidence in found
        for number, passage in enumerate(evidence.passages, evidence.first)
        if passage.text.strip()
    ]
    own = [(number, passage) for number, passage in numbered if detect(passage.text) == language]
    looked_at = own or numbered
    chosen = _choose(_scored(question, looked_at), looked_at, limit)
    order = {number: place for place, number in enumerate(dict.fromkeys(quote.number for quote in chosen))}
    return sorted(chosen, key=lambda quote: (order[quote.number], quote.start))


def join_quotes(quotes: Sequence[Quote]) -> str:
    """One text with a marker after each quote; list items and table rows on lines of their own."""
    parts: list[str] = []
    for place, quote in enumerate(quotes):
        if place:
            own_line = is_own_line(quote.text) or is_own_line(quotes[place - 1].text)
            parts.append("\n" if own_line else "" if quote.language == "zh" else " ")
        parts.append("\n".join(f"{line} [{quote.number}]" for line in quote.text.split("\n") if line.strip()))
    return "".join(parts)


def _scored(question: str, numbered: Sequence[tuple[int, Passage]]) -> list[tuple[float, Sentence]]:
    """Every sentence, best first: by its words, its passage's headings, its place, its looking like an answer."""
    topic, shape = what_it_is_about(question), wanted_shape(question)
    wanted = weighted(topic)
    about = [covered(wanted, weighted(" ".join(passage.headings))) for _, passage in numbered]
    scored: list[tuple[float, Sentence]] = []
    for sentence in rank_sentences(topic, [passage.text for _, passage in numbered], limit=200):
        score = sentence.score + _HEADING * about[sentence.source]
        score += _OPENING * (sentence.start == 0) + _SHAPE * bool(shape and shape.search(sentence.text))
        scored.append((score, sentence))
    scored.sort(key=lambda pair: -pair[0])
    return scored


def _choose(
    scored: Sequence[tuple[float, Sentence]], numbered: Sequence[tuple[int, Passage]], limit: int
) -> list[Quote]:
    """The best sentence, and others that add to it without saying it again."""
    chosen: list[Quote] = []
    for score, sentence in scored:
        number, passage = numbered[sentence.source]
        if chosen:
            other = number != chosen[0].number
            if score < scored[0][0] * (_WORTH_ANOTHER_PASSAGE if other else _WORTH_ADDING):
                continue
            if any(support(sentence.text, said.text) >= _ALREADY_SAID for said in chosen):
                continue
        text = with_structure(passage.text, sentence.start, sentence.end)
        chosen.append(Quote(text, number, sentence.start, detect(sentence.text)))
        if len(chosen) == limit:
            break
    return chosen
