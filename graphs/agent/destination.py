"""Where goods go is where the customer lives, unless they say otherwise: "I live in Japan. How much is shipping?"."""

import re
from collections.abc import Sequence

from graphs.agent.circumstances import living_in
from graphs.agent.fragments import END
from graphs.agent.talk import is_chinese
from graphs.answer_shape import wanted_shape
from graphs.matters import BACK, matters_in
from graphs.places import names_a_place, places_in
from graphs.turn import Message

_WHETHER = re.compile(
    r"^\W*(?:do|can|could|will|would)\s+you\s+(?:also\s+)?(?:ship|deliver|send)\b"
    r"|(?:能|可以?|会|给)?(?:不能|不可以)?[寄送发](?:货|过来|来|到我?[这家])?[吗么]|能不能[寄送发]",
    re.IGNORECASE,
)
# These ask of all places, of an order that is on its way, or of where else than to the customer.
_OTHERWISE = re.compile(
    r"\b(?:countr(?:y|ies)|world\w*|abroad|overseas|international\w*|everywhere|anywhere|where|which|tracking|"
    r"my\s+(?:orders?|parcels?|packages?|friends?|famil\w+|parents?)|shipped|delivered|arrived|sent|warehouse)\b"
    r"|国家|全球|世界|海外|国外|国际|哪|我的(?:订单|包裹|快递)|单号|已经|物流信息|朋友|家人|父母|爸|妈",
    re.IGNORECASE,
)
_PARTS = re.compile(r"(?<=[.!?。！？;；])\s*|(?<=[,，])\s*")
_HERE = re.compile(r"\b(?:over\s+)?(?:there|here)\b|\bto\s+(?:me|us|my\s+place)\b", re.IGNORECASE)
_HERE_ZH = re.compile(r"([寄送发运])(?:货|过来|来|到?(?:给)?我?(?:们)?(?:这边|这里|这|那边|家))")
_SERVICE = re.compile(r"\bexpress\b|\bfree\s+shipping\b|加急|快递|包邮", re.IGNORECASE)
_OPENING = re.compile(
    r"^[\s,，.。!！]*(?:(?:and|so|then|ok(?:ay)?)\b[\s,]*)*|^(?:那么?|请问|想问一?下?|我?想知道|[\s,，])+",
    re.IGNORECASE,
)


def to_where_they_live(question: str, history: Sequence[Message]) -> str:
    """A question about delivery that names no destination, asked of the place where the customer said that they live.

    They say it in the same message or said it before; another place that they named since then takes its place.
    """
    parts = [part for part in _PARTS.split(question) if part.strip()]
    home = next((at for at, part in enumerate(parts) if living_in(part)), None)
    if home is None:
        place, rest = _last_place(history), question
    else:
        place, space = living_in(parts[home]), "" if is_chinese(question) else " "
        rest = space.join(part.strip() for at, part in enumerate(parts) if at != home)
    if not place or is_chinese(place) != is_chinese(rest) or names_a_place(rest) or not _asks_for_delivery(rest):
        return question
    return _sent_to(place, rest)


def _last_place(history: Sequence[Message]) -> str:
    """Where the customer lives; empty where they have named another place since."""
    since: set[tuple[str, ...]] = set()
    for text in (message.text for message in reversed(history) if message.role == "customer"):
        parts = [part for part in _PARTS.split(text) if names_a_place(part)]
        if parts and (home := living_in(parts[-1])):
            return home if since <= {place.chain for place in places_in(home)} else ""
        since |= {place.chain for place in places_in(text)}
    return ""


def _asks_for_delivery(question: str) -> bool:
    """Whether it asks what delivery costs or how long it takes, or whether there is one."""
    matters = matters_in(question)
    if matters & BACK or _OTHERWISE.search(question):
        return False
    sent = "deliver" in matters or bool(_SERVICE.search(question) or _HERE_ZH.search(question))
    return bool(_WHETHER.search(question)) or (sent and wanted_shape(question) is not None)


def _sent_to(place: str, question: str) -> str:
    question = _OPENING.sub("", question)
    if is_chinese(question):
        there = _HERE_ZH.sub(rf"\1到{place}", question, count=1)
        return there if there != question else f"寄到{place}{question}"
    there = _HERE.sub(f"to {place}", question, count=1)
    return there if there != question else f"{END.sub('', question)} to {place}?"
