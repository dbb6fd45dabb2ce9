"""What a rule looks for, in a text as written: the first place of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evals.rules import patterns
from evals.rules.document import Match, Means
from evals.rules.folding import fold, place
from evals.rules.meaning import Meanings
from evals.rules.sensitive import finders
from evals.rules.words import Words
from knowledge.sentences import spans as sentence_spans


@dataclass(frozen=True, slots=True)
class Found:
    """`text[start:end]` as written; `quote` is that, or `[kind]` where it must not be shown again."""

    start: int
    end: int
    quote: str


class Matcher:
    """A `Match`, ready to be run."""

    def __init__(self, match: Match) -> None:
        self._match = match
        self._words = Words(match.words)
        self._but_not = Words(match.but_not)

    @property
    def means(self) -> Means | None:
        """What it compares sentences with."""
        return self._match.means

    def first(self, text: str, meanings: Meanings) -> Found | None:
        """The first place, of several there the longest; None where there is none."""
        folded = fold(text)
        found = [Found(*where, "") for where in self._in_folded(text, folded)]
        found += self._details(text)
        if self._match.means:
            found += self._sentences(text, self._match.means, meanings)
        best = min(found, key=lambda one: (one.start, -one.end), default=None)
        return best and Found(best.start, best.end, best.quote or text[best.start : best.end])

    def holds(self, texts: Sequence[str], meanings: Meanings) -> bool:
        """Whether any of these texts has it."""
        return any(self.first(text, meanings) is not None for text in texts)

    def _in_folded(self, text: str, folded: str) -> Iterator[tuple[int, int]]:
        """The first place in the folded text, as the place that was written."""
        places = list(self._places(folded))
        if places and (self._match.but_not or self._match.but_not_patterns):
            excused = list(self._excused(folded))
            places = [where for where in places if not _within(where, excused)]
        if places:
            yield place(text, *min(places, key=lambda where: (where[0], -where[1])))

    def _places(self, folded: str) -> Iterator[tuple[int, int]]:
        yield from self._words.spans(folded)
        for pattern in self._match.patterns:
            yield from patterns.spans(pattern, folded)

    def _excused(self, folded: str) -> Iterator[tuple[int, int]]:
        yield from self._but_not.spans(folded)
        for pattern in self._match.but_not_patterns:
            yield from patterns.spans(pattern, folded)

    def _details(self, text: str) -> Iterator[Found]:
        for kind in self._match.details:
            yield from (Found(start, end, f"[{kind}]") for start, end in finders()[kind](text))

    def _sentences(self, text: str, means: Means, meanings: Meanings) -> Iterator[Found]:
        for start, end in sentence_spans(text):
            if meanings.near(text[start:end], means):
                yield Found(start, end, "")


def sentences_of(text: str) -> list[str]:
    """What is compared of a text: its sentences."""
    return [text[start:end] for start, end in sentence_spans(text)]


def _within(where: tuple[int, int], others: Sequence[tuple[int, int]]) -> bool:
    return any(start <= where[0] and where[1] <= end for start, end in others)
