"""Choosing and joining verbatim sentences, so that quotes of several passages read as one answer."""

from collections.abc import Sequence
from dataclasses import dataclass

from graphs.answer_shape import names_in, what_it_is_about
from graphs.covering import asked_of, depends_on_the_place, has_a_shop_in, in_words_of_the_list
from graphs.evidence import Evidence
from graphs.in_passing import names_places_in_passing
from graphs.own_rates import without_places
from graphs.places import names_a_place
from graphs.scored_sentences import scored_sentences
from graphs.structure import heading_over, is_own_line, with_its_reason, with_structure
from graphs.table_rows import as_read
from graphs.turn import Passage
from knowledge.language import detect
from knowledge.support import Sentence, support
from knowledge.synonyms import meanings
from knowledge.words import fold

# A quote below this share of the best one's score adds more noise than answer; one of another passage, or a row of the
# same table, needs more.
_WORTH_ADDING, _WORTH_ANOTHER_PASSAGE = 0.75, 0.95
WORTH_SAYING, CERTAIN = 0.3, 0.9
_HALF = 0.5
_ALREADY_SAID = 0.75


@dataclass(frozen=True, slots=True)
class Quote:
    """Lines of a passage word for word, rows of a table as customers read them; the passage's number, and the place of
    the sentence that was chosen. `over` is the heading without which they would be misread."""

    text: str
    number: int
    start: int
    language: str
    own_line: bool
    over: str = ""


def best_quotes(
    question: str, found: Sequence[Evidence], language: str, limit: int, least: float = WORTH_SAYING
) -> list[Quote]:
    """What answers best, in reading order; from passages in the customer's language where there are any.

    Nothing where the best sentence scores below `least`. Across languages words cannot be compared: there only a
    demand above the usual one counts.
    """
    numbered = [
        (number, passage)
        for evidence in found
        for number, passage in enumerate(evidence.passages, evidence.first)
        if passage.text.strip()
    ]
    own = [(number, passage) for number, passage in numbered if detect(passage.text) == language]
    looked_at = own or numbered
    if own and least > WORTH_SAYING:
        looked_at = [(number, passage) for number, passage in own if _speaks_of_more(question, passage)]
    least = least if own or least > WORTH_SAYING else 0.0
    names, asked = names_in(question), asked_of(question)
    if asked and names_places_in_passing(question, asked, [passage for _, passage in looked_at]):
        question, asked = without_places(question), ()
        names = names_in(question)
    if asked:
        question = in_words_of_the_list(question, asked, (passage.text for _, passage in looked_at))
        names = [name for name in names if not names_a_place(name)]
        texts = ("\n".join((*passage.headings, passage.text)) for _, passage in looked_at)
        if depends_on_the_place(question) and not has_a_shop_in(asked, texts):
            return []
    chosen = _choose(scored_sentences(question, looked_at, asked), looked_at, limit, least, names)
    order = {number: place for place, number in enumerate(dict.fromkeys(quote.number for quote in chosen))}
    return sorted(chosen, key=lambda quote: (order[quote.number], quote.start))


def _speaks_of_more(question: str, passage: Passage) -> bool:
    """Whether the passage has half of what is asked beside the names: a name alone makes nothing certain."""
    named = meanings(" ".join(names_in(question)))
    asked = {term: value for term, value in meanings(what_it_is_about(question)).items() if term not in named}
    held = meanings(" ".join((*passage.headings, passage.text)))
    return sum(value for term, value in asked.items() if term in held) >= _HALF * sum(asked.values())


def join_quotes(quotes: Sequence[Quote]) -> str:
    """One text with a marker after each quote; list items and table rows on lines of their own."""
    parts: list[str] = []
    for place, quote in enumerate(quotes):
        if place:
            own_line = quote.own_line or quotes[place - 1].own_line
            parts.append("\n" if own_line else "" if quote.language == "zh" else " ")
        parts.append(f"{quote.over}\n" if quote.over else "")
        parts.append("\n".join(f"{line} [{quote.number}]" for line in quote.text.split("\n") if line.strip()))
    return "".join(parts)


def _choose(
    scored: Sequence[tuple[float, Sentence]],
    numbered: Sequence[tuple[int, Passage]],
    limit: int,
    least: float,
    names: Sequence[str],
) -> list[Quote]:
    """The best sentence, and others that add to it without saying it again; no row of another thing than the named."""
    chosen: list[Quote] = []
    for score, sentence in scored:
        if score < least:
            break
        number, passage = numbered[sentence.source]
        if chosen:
            apart = number != chosen[0].number or " | " in sentence.text
            if score < scored[0][0] * (_WORTH_ANOTHER_PASSAGE if apart else _WORTH_ADDING):
                continue
            if " | " in sentence.text and any(_held_by_the_best(name, scored, sentence) for name in names):
                continue
            if any(support(sentence.text, said.text) >= _ALREADY_SAID for said in chosen):
                continue
        text = with_structure(passage.text, sentence.start, sentence.end)
        if not chosen and text == sentence.text:
            text = with_its_reason(passage.text, sentence.start, sentence.end)
        over, language = heading_over(text, passage.text, passage.headings), detect(sentence.text)
        chosen.append(Quote(as_read(text), number, sentence.start, language, is_own_line(text), over))
        if len(chosen) == limit:
            break
    return chosen


def _held_by_the_best(name: str, scored: Sequence[tuple[float, Sentence]], row: Sentence) -> bool:
    """Whether the best sentence has the name and the row has not."""
    return fold(name) in fold(scored[0][1].text) and fold(name) not in fold(row.text)
