"""How customers rate: by what they got, with the spread that people have."""

import random
from datetime import timedelta

from service.demo_days.book import Language, book

_ONE_TO_FIVE = {
    "solved": (1, 1, 5, 17, 26),
    "waited": (2, 4, 9, 9, 5),
    "unknown": (2, 4, 8, 8, 5),
    "unsolved": (10, 8, 5, 2, 0.5),
}
_SOON = timedelta(minutes=8)
_GOOD, _BAD = 4, 2
_COMMENTS = 0.28


def rating_of(
    chance: random.Random, language: Language, solved: bool | None, waited: timedelta, *, angry: bool
) -> tuple[int, str | None]:
    """Stars from 1 to 5, and the customer's words if they have any; who was angry and is content gives one less."""
    got = "unsolved" if solved is False else "unknown" if solved is None else "waited" if waited > _SOON else "solved"
    stars = chance.choices(range(1, 6), _ONE_TO_FIVE[got])[0]
    stars = max(1, stars - 1) if angry else stars
    comments = book(language).comments
    words = comments["good"] if stars >= _GOOD else comments["bad"] if stars <= _BAD else []
    return stars, chance.choice(words) if words and chance.random() < _COMMENTS else None
