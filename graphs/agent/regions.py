"""Places by what a price list has them in: Shanghai is in mainland China, Poland in the EU, Japan in the rest."""

import re
from collections.abc import Sequence

from graphs.agent.talk import is_chinese
from graphs.agent.things import thing_of
from graphs.covering import (
    asked_of,
    called,
    depends_on_the_place,
    in_words_of_the_list,
    lines,
    names_where_to,
    sends_to,
)
from graphs.turn import Passage

# What lists call these, where no passage that was found does.
_CALLED = {"china": ("mainland China", "中国大陆"), "eu": ("other EU countries", "欧盟其他国家")}
_REST = ("rest of the world", "其他国家和地区")
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


def in_its_region(question: str, found: Sequence[Passage]) -> str | None:
    """A question about delivery to such a place, asked of its region; None for any other.

    Where a passage that was found names the place, that is what the price list calls it: it has a row of its own.
    """
    asked = asked_of(question)
    # Under a heading on shops are their addresses.
    told = lines(one.text for one in found if not depends_on_the_place(" ".join(one.headings[-1:])))
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
