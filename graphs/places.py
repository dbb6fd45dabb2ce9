"""Places in a text, and in which wider ones they lie: what delivery costs there is not what it costs elsewhere."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from knowledge.simplified import simplify

_LEXICONS = Path(__file__).parent / "lexicons"
_REGIONS = "=regions"
# The list of Chinese cities has those of the mainland first; two of its first line have prices of their own.
_FIRST_BEYOND, _OWN_PRICES = "台北", frozenset({"香港", "澳门"})
_MAINLAND = "china"
REST = "rest"
"""All countries that a list does not name."""
_REST = (
    r"\b(?:the\s+)?rest\s+of\s+(?:the\s+)?world\b|\b(?:all\s+|any\s+)?other\s+countr(?:y|ies)(?:\s+and\s+regions)?\b"
    r"|\b(?:all\s+)?other\s+(?:international\s+)?destinations\b"
    r"|(?:所有)?其[他它余](?:海外|境外)?国家(?:[和及或、/与]地区)?|世界其[他它]地区|全球其[他它]地区"
)
_OTHERS = r"(?:的?其[他它余](?:国家|成员国)(?:[和及或、/与]地区)?)?"
# "us" is a word that every customer writes.
_STATES = r"(?-i:\bUS\b|\bU\.S\.)"


@dataclass(frozen=True, slots=True)
class Place:
    """A place at `start:end` of a text: its name and what it lies in, the nearest first ("tokyo", "japan", "asia")."""

    chain: tuple[str, ...]
    start: int
    end: int

    @property
    def is_wide(self) -> bool:
        """Whether it is a region of several countries, or the rest of the world."""
        return self.chain[0] in _wide()


def names_a_place(text: str) -> bool:
    """Whether a country, region or city of the lexicon is named, in English or Chinese."""
    return bool(places_in(text))


def place_names() -> Collection[str]:
    """Every name of the lexicon, in lower case."""
    return _chains().keys()


@lru_cache(maxsize=4_096)
def places_in(text: str) -> tuple[Place, ...]:
    """The places that a text names, in its order."""
    return tuple(_found(simplify(text)))


def _found(read: str) -> Iterator[Place]:
    for match in _pattern().finditer(read):
        name = "usa" if match["states"] else (match["name"] or "").lower().removesuffix("市")
        yield Place((REST,) if match["rest"] else _chains()[name], match.start(), match.end())


@cache
def _pattern() -> re.Pattern[str]:
    names = sorted(_chains(), key=len, reverse=True)
    english = "|".join(re.escape(name) for name in names if name[0].isascii())
    chinese = "|".join(name for name in names if not name[0].isascii())
    return re.compile(
        rf"(?P<rest>{_REST})|(?P<states>{_STATES})|(?:\b(?:the\s+)?(?:other\s+)?)?"
        rf"(?P<name>\b(?:{english})\b|(?:{chinese})市?){_OTHERS}",
        re.IGNORECASE,
    )


@cache
def _wide() -> frozenset[str]:
    return frozenset({REST, *(names[0] for header, names, _ in _lines() if _REGIONS in header)})


@cache
def _chains() -> Mapping[str, tuple[str, ...]]:
    """Every name, in lower case, with the place that it names and those around it."""
    chains: dict[str, tuple[str, ...]] = {}
    for header, names, cities in _lines():
        around = tuple(region for region in _split(header.strip("[]")) if region != _REGIONS)
        chains |= dict.fromkeys(names, (names[0], *around))
        chains |= {city: (city, names[0], *around) for city in cities}
    listed = (_LEXICONS / "chinese_cities.txt").read_text(encoding="utf-8").partition(_FIRST_BEYOND)[0].split()
    mainland = chains[_MAINLAND]
    return {city: (city, *mainland) for city in listed if city not in _OWN_PRICES} | chains


@cache
def _lines() -> tuple[tuple[str, list[str], list[str]], ...]:
    """The lines of the lexicon: what they stand under, the names of a place, and the cities in it."""
    found, header = [], ""
    for line in (_LEXICONS / "places.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            header = line
        elif line and not line.startswith("#"):
            names, _, cities = line.partition(" / ")
            found.append((header, _split(names), _split(cities)))
    return tuple(found)


def _split(names: str) -> list[str]:
    return [name.strip().lower() for name in names.split(";") if name.strip()]
