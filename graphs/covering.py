"""Whether what a text tells of places holds for the place that a question names: Japan is in "rest of the world"."""

import re
from collections.abc import Iterable, Sequence
from enum import IntEnum

from graphs.matters import BACK, matters_in
from graphs.places import REST, Place, places_in
from graphs.turn import Passage
from knowledge import sentences
from knowledge.support import denies
from knowledge.synonyms import meanings

ROW = " | "
_SHOP = re.compile(r"\b(?:show\s?rooms?|stores?|shops?)\b|展厅|门店|实体店|线下店|体验店|店面", re.IGNORECASE)
_SENT = re.compile(
    r"(?:\b(?:ship|deliver|send|post|mail|express|freight|courier)\w*\b.{0,40}\bto\s+(?:the\s+)?|[寄送运发邮][往到去给至]?)$",
    re.IGNORECASE,
)
_SITE = re.compile(rf"{_SHOP.pattern}|\bwarehouses?\b|仓", re.IGNORECASE)
_WHETHER_SENT = re.compile(
    r"^\W*(?:do|can|could|will|would)\s+you\s+(?:also\s+)?(?:ship|deliver|send|post)\b|[寄送运发邮][^的]*[吗么][\s?？。]*$",
    re.IGNORECASE,
)
_ORIGIN = re.compile(r"(?:\b(?:from|out\s+of|leaves?)\s+(?:the\s+|our\s+)?|从|由|自)$", re.IGNORECASE)
_ORIGIN_BEHIND = re.compile(r"\s+(?:and\s+\w+\s+)?warehouses?\b|[\s（(]*(?:仓|发货|发出|出库)", re.IGNORECASE)
# By whose clock it is told tells of no place.
_CLOCK_BEHIND = re.compile(r"\s+time\b|(?:当地|本地)?时间")
_OUTSIDE = re.compile(
    r"\b(?:outside|except|excluding|beyond|other\s+than|apart\s+from)\b|以外|之外|除了|除外|不含|不包括", re.IGNORECASE
)

_ALL_OVER = re.compile(
    r"\b(?:world-?\s?wide|international\w*|everywhere|anywhere|all\s+over|abroad|overseas|nation-?wide)\b"
    r"|全球|全国|世界|各国|各地|海外|国际|境外",
    re.IGNORECASE,
)


class Covering(IntEnum):
    """How a text holds for a place, the surest last; `UNSAID` where it tells of no place."""

    ELSEWHERE = 0
    UNSAID = 1
    REST = 2
    REGION = 3
    NAMED = 4


def asked_of(question: str) -> tuple[Place, ...]:
    """The places of a question that asks what differs from place to place, such as delivery; empty for any other.

    Where goods come from is no such place, unless they go back.
    """
    places = places_in(question)
    if not places:
        return ()
    if matters_in(question) & BACK:
        return places
    places = tuple(place for place in places if not _is_origin(question, place))
    # Besides delivery, taxes and shops differ from place to place.
    apart = "=duty" in meanings(question) or depends_on_the_place(question) or sends_to(question, places)
    return places if apart else ()


def sends_to(question: str, places: Sequence[Place]) -> bool:
    """Whether the question is about goods that are sent to one of its places."""
    matters = matters_in(question)
    outward = "deliver" in matters and not matters & BACK
    return bool(places) and (outward or any(_SENT.search(question[: place.start]) for place in places))


def asks_whether_sent(question: str, places: Sequence[Place]) -> bool:
    """Whether it asks no more than if goods are sent to one of its places."""
    return sends_to(question, places) and bool(_WHETHER_SENT.search(question))


def covering(asked: Place, text: str) -> Covering:
    """How the text holds for the place."""
    told = _told(text)
    return max(covering_of(asked, one) for one in told) if told and not _OUTSIDE.search(text) else Covering.UNSAID


def covering_of(asked: Place, told: Place) -> Covering:
    """How what is told of one place holds for another."""
    if told.chain[0] == asked.chain[0] or asked.chain[0] in told.chain:
        return Covering.NAMED
    if told.chain[0] == REST:
        return Covering.REST
    if told.chain[0] in asked.chain:
        return Covering.REGION if told.is_wide else Covering.NAMED
    return Covering.ELSEWHERE


def depends_on_the_place(question: str) -> bool:
    """Whether it asks for a shop there, which no sentence can tell that names no place."""
    return bool(_SHOP.search(question))


def lists_shops(passage: Passage) -> bool:
    """Whether the passage stands under a heading on shops: places there are addresses, not where goods go."""
    return depends_on_the_place(" ".join(passage.headings[-1:]))


def has_a_shop_in(asked: Sequence[Place], texts: Iterable[str]) -> bool:
    """Whether one of the texts speaks of shops and names one of the places, or one within it: Rotterdam for Holland."""
    return any(
        place.chain[0] in one.chain for text in texts if _SHOP.search(text) for one in _told(text) for place in asked
    )


def in_words_of_the_list(question: str, asked: Sequence[Place], texts: Iterable[str]) -> str:
    """The question with its places as the texts call them, where these name only what the places lie in.

    A row or sentence on the very place comes first, then rows of lists, then the nearest region.
    """
    told = lines(texts)
    for place in sorted(asked, key=lambda one: -one.start):
        name = called(place, question)
        if any(names_where_to(name, line) for line in told):
            continue
        rows = [
            (covering_of(place, one), ROW in line, line[one.start : one.end])
            for line in told
            for one in places_in(line)
        ]
        covered = [one for one in rows if one[0] > Covering.UNSAID]
        best = max(covered, key=lambda one: (one[0] == Covering.NAMED, one[1], one[0]), default=None)
        if best and not place.is_wide:
            question = f"{question[: place.start]}{best[2].lower()}{question[place.end :]}"
    return question


def names_where_to(name: str, line: str) -> bool:
    """Whether a line has the name, and not for a shop or a warehouse that is there."""
    return name.casefold() in line.casefold() and not _SITE.search(line)


def called(place: Place, text: str) -> str:
    """The place as the text names it, without an article."""
    return text[place.start : place.end].removeprefix("the ").removesuffix("市")


def lines(texts: Iterable[str]) -> list[str]:
    """The rows and sentences of the texts."""
    return [
        piece
        for text in texts
        for line in text.split("\n")
        for piece in ([line] if ROW in line else sentences.split(line))
    ]


def is_all_over(text: str) -> bool:
    """Whether the text tells of the whole world or country: "we ship worldwide"."""
    return bool(_ALL_OVER.search(text))


def rules_out(asked: Place, text: str) -> bool:
    """Whether the text says that something is done in other places only: "not outside Europe"."""
    told = places_in(text) if _OUTSIDE.search(text) else ()
    return bool(told) and denies(text) and all(covering_of(asked, one) == Covering.ELSEWHERE for one in told)


def _told(text: str) -> list[Place]:
    return [
        place for place in places_in(text) if not _is_origin(text, place) and not _CLOCK_BEHIND.match(text[place.end :])
    ]


def _is_origin(text: str, place: Place) -> bool:
    return bool(_ORIGIN.search(text[: place.start]) or _ORIGIN_BEHIND.match(text[place.end :]))
