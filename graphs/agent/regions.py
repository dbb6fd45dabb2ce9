"""Places by what a price list has them in: Shanghai is in mainland China, Poland in the EU, Japan in the rest."""

import re
from collections.abc import Sequence

from graphs.agent.talk import is_chinese
from graphs.agent.things import thing_of
from graphs.covering import (
    ROW,
    asked_of,
    called,
    in_words_of_the_list,
    lines,
    lists_shops,
    names_where_to,
    sends_to,
)
from graphs.matters import speaks_of
from graphs.turn import Passage

_DELIVERY = frozenset({"deliver"})
# What lists call these, where no passage that was found does.
_CALLED = {"china": ("mainland China", "中国大陆"), "eu": ("other EU countries", "欧盟其他国家")}
_REST = ("rest of the world", "其他国家和地区")
_TO = re.compile(r"(?:\b(?:to|in)\s+(?:the\s+)?|[往到去给至])$", re.IGNORECASE)
_SENDING = re.compile(r"^(?:可以|能|想|要)?(?:[寄送运发邮][往到去给至]|[寄送发](?=\S))")


def in_the_rest(question: str) -> str | None:
    """A question about delivery of goods in general to a country, asked of all those that a list does not name."""
    asked = asked_of(question)
    place = asked[0] if len(asked) == 1 and not asked[0].is_wide and sends_to(question, asked) else None
    if place is None or thing_of(question) or any(around in _CALLED for around in place.chain):
        return None
    return f"{question[: place.start]}{_REST[is_chinese(question)]}{question[place.end :]}"


def without_sending(question: str) -> str:
    """A Chinese question as the heading over a price list has it, without the verb: 中国大陆运费多少."""
    return _SENDING.sub("", question)


def over_the_list(question: str) -> str | None:
    """What stands over a price list, with the place of a question about delivery of goods in general.

    The list tells, too, whether goods are sent there at all. None for a question about one thing or several places.
    """
    asked = asked_of(question)
    if len(asked) != 1 or not sends_to(question, asked) or thing_of(question):
        return None
    name = called(asked[0], question)
    return f"{name}运费和时效" if is_chinese(question) else f"Shipping costs and delivery time to {name}"


def without_its_place(question: str) -> str | None:
    """A question about delivery of one thing to a place, without the place: it may be sent to few of them."""
    asked = asked_of(question)
    if len(asked) != 1 or not sends_to(question, asked) or not thing_of(question):
        return None
    rest = f"{_TO.sub('', question[: asked[0].start])}{question[asked[0].end :]}"
    return " ".join(rest.split())


def in_its_region(question: str, found: Sequence[Passage]) -> str | None:
    """A question about delivery to such a place, asked of its region; None for any other.

    Where a passage that was found names the place, that is what the price list calls it: it has a row of its own.
    """
    asked = asked_of(question)
    # Elsewhere a place may be named for a shop or a warehouse that is there.
    told = [
        line
        for one in found
        if not lists_shops(one)
        for line in lines([one.text])
        if ROW in line or speaks_of(_DELIVERY, (*one.headings[-1:], line))
    ]
    for place in asked if sends_to(question, asked) else ():
        name = called(place, question)
        if place.is_wide or any(names_where_to(name, line) for line in told):
            continue
        usual = next((_CALLED[around] for around in place.chain if around in _CALLED), None)
        if usual:
            return f"{question[: place.start]}{usual[is_chinese(question)]}{question[place.end :]}"
        listed = in_words_of_the_list(question, [place], (one.text for one in found))
        if listed != question:
            # What holds for all goods need not hold for the one that is asked about.
            return None if thing_of(question) else listed
    return None
