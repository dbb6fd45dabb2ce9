"""The city where the customer says to be; not the ends of a route, a parcel's place, a country or a province."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from operator import add
from pathlib import Path

from graphs.contact import ContactKind, Found
from graphs.turn import Contact

_CITIES = Path(__file__).parents[1] / "lexicons" / "chinese_cities.txt"
_NAME = r"[A-Z][\w'’.-]*[a-z](?:[ -](?:de|la|del|am|upon|of|[A-Z][\w'’-]+)){0,3}"
_ENGLISH = re.compile(
    rf"(?:\b(?i:i\s+live|i'm\s+living|living|i'm\s+based|i\s+am\s+based|we're\s+based|we\s+are\s+based"
    rf"|based|i'm|im|i\s+am|we're|we\s+are|we\s+live"
    r"|i'm\s+currently|currently|here|i'm\s+here|staying|located|our\s+(?:shop|office|store"
    r"|studio)\s+is|moved\s+back|home\s+is|over\s+here)"
    r"\s+(?i:in|at|from|near|here\s+in|now\s+in|out\s+in|over\s+in|back\s+in|down\s+in|up\s+in)"
    r"|(?i:\b(?:calling|writing|messaging|hello|greetings|hi|i'm|i\s+am)\s+from|\b(?:moved"
    r"|relocated)\s+to"
    r"|\b(?:my|our|home)\s+(?:city|town)(?:\s+is|:)?|\b[Cc]ity\s*(?:is|:)|\bhere\s+in|\bme\s+in))"
    rf"\s+(?:now\s+)?(?P<city>{_NAME})(?!\s+(?:Street|Road|Avenue|Inc|Ltd|GmbH|LLC|Co\b|Hotel|Clinic"
    rf"|School|Museum|University|time\b))"
)
_NO_CITIES = re.compile(
    r"^(?:The|January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Monday|Tuesday|Wednesday|Thursday"
    r"|Friday|Saturday|Sunday|Christmas|Easter|English|Chinese|German|French|Spanish|China|Germany"
    r"|France|Spain|Italy|England|Scotland"
    r"|Wales|Ireland|Britain|Europe|Asia|Africa|America|USA|US|UK|U\.K\.?|U\.S\.?|EU|UAE|Canada"
    r"|Australia|Japan|Korea|India|Brazil|Mexico|Texas|California"
    r"|Florida|Ohio|Oregon|Bavaria|Ontario|Quebec|Taiwan|Malaysia|Thailand|Vietnam|Indonesia"
    r"|Philippines|Netherlands|Belgium|Sweden|Norway"
    r"|Denmark|Finland|Poland|Austria|Switzerland|Portugal|Greece|Turkey|Russia|Ukraine|Nigeria|Kenya"
    r"|Egypt|South Africa|New Zealand"
    r"|Your|You|My|Our|IT|HR|I|Room|Apartment|Flat|Suite|Building|Unit)\b"
)
_LEFT = (
    r"(?:我[们人]?(?:现在|目前|平时|住|就|也|都|是)?(?:住)?在|人在|家在|住在?|坐标|人?现?在(?=.{2,5}(?:这边|出差|上班|工作|生活))|搬[到去]了?|回到?"
    r"|我是|我们是|我来自|来自|城市(?:是|:)?\s?|所在地?(?:是|:)?\s?|位于|我这边是|本人)"
)
_CHINESE = re.compile(
    rf"(?:{_LEFT})\s?(?P<city>{{cities}})(?!.{{0,3}}(?:[路街]|公司|大学|银行|饭店|酒店))|(?:^"
    rf"|[,，。\s])(?P<here>{{cities}})(?:(?:的|这边|本地|人)(?=[,，。\s]|$|能|可以|有|送|客户|用户)|(?=[,，。]|$))"
)


_CAPITAL = re.compile(r"\s[A-Z][\w'’.-]")


@cache
def _cities() -> frozenset[str]:
    return frozenset(_CITIES.read_text(encoding="utf-8").split())


@cache
def _openings() -> frozenset[str]:
    """The first two characters of each: a set is looked up faster than some hundred words at every character."""
    return frozenset(city[:2] for city in _cities())


@cache
def _chinese() -> re.Pattern[str]:
    cities = sorted(_cities(), key=len, reverse=True)
    # "市" belongs to the city where it is written.
    return re.compile(_CHINESE.pattern.replace("{cities}", rf"(?:{'|'.join(cities)})(?:市(?![区內内民场]))?"))


def find(text: str, regions: Sequence[str]) -> Iterator[Found]:
    """Cities as written."""
    for match in _ENGLISH.finditer(text) if _CAPITAL.search(text) else ():
        name = match["city"].rstrip(".'-")
        if not _NO_CITIES.match(name):
            yield Found(Contact("city", name, ""), match.start("city"), match.start("city") + len(name))
    if not text.isascii() and not _openings().isdisjoint(map(add, text, text[1:])):
        for match in _chinese().finditer(text):
            group = match.lastgroup or "city"
            yield Found(Contact("city", match[group], ""), match.start(group), match.end(group))


contact = ContactKind("city", 6, find)
