"""At which place a ranking has the right document, and what follows from that."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from evals.benchmarks.measures import mean
from evals.interval import Estimate

_PLACES = 10


@dataclass(frozen=True, slots=True)
class Ranks:
    """The place of the first right document for each question, None past the tenth; by document, not by chunk."""

    places: tuple[int | None, ...]

    @property
    def first(self) -> list[float]:
        """1 where a right document is first."""
        return [float(place == 1) for place in self.places]

    @property
    def among_five(self) -> list[float]:
        """1 where a right document is among the first five."""
        return [float(place is not None and place <= 5) for place in self.places]

    @property
    def reciprocal(self) -> list[float]:
        """1 over the place, 0 past the tenth."""
        return [1 / place if place else 0.0 for place in self.places]

    def of(self, chosen: Sequence[bool]) -> "Ranks":
        """Those of the chosen questions."""
        return Ranks(tuple(place for place, take in zip(self.places, chosen, strict=True) if take))


@dataclass(frozen=True, slots=True)
class Ranked:
    """Hit rates and mean reciprocal rank."""

    hit_at_1: Estimate
    hit_at_5: Estimate
    mrr_at_10: Estimate


def place(documents: Sequence[str], right: Collection[str]) -> int | None:
    """Where the first right document stands among the first ten different ones, from 1."""
    different = list(dict.fromkeys(documents))[:_PLACES]
    return next((at for at, name in enumerate(different, start=1) if name in right), None)


def measured(ranks: Ranks) -> Ranked:
    """The figures of a ranking."""
    return Ranked(mean(ranks.first), mean(ranks.among_five), mean(ranks.reciprocal))
