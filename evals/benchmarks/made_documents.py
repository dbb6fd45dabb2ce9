"""A made-up shop's handbook, as large as wanted: different texts, every section the size of a chunk."""

import random
from collections.abc import Iterator
from itertools import count

SECTIONS = 20
"""Sections, and so chunks, of a document."""

_SYLLABLES = (
    "al", "bor", "cen", "dor", "el", "fen", "gar", "hol", "is", "jor", "kel", "lum", "mar", "nor", "os", "pel",
    "quin", "ros", "sel", "tor", "ul", "ven", "wil", "yor", "zan",
)  # fmt: skip
_KINDS = (
    "lamp", "chair", "desk", "sofa", "shelf", "kettle", "heater", "router", "printer", "camera", "speaker",
    "drill", "mower", "bicycle", "tent",
)  # fmt: skip
_MATTERS = (
    "delivery", "warranty", "return", "repair", "cleaning", "assembly", "invoice", "storage", "recycling",
    "upgrade", "rental", "insurance",
)  # fmt: skip
_ACTS = (
    "ordering", "replacing", "registering", "inspecting", "charging", "moving", "packing", "testing",
    "mounting", "connecting",
)  # fmt: skip
_PLACES = (
    "the warehouse", "the shop", "the service desk", "your home", "the collection point", "the workshop",
)  # fmt: skip
_SENTENCES = (
    "The {matter} of the {name} {kind} takes {n} working days when it is agreed with {place}.",
    "Before {act} model {code}, switch it off and wait for {n} minutes.",
    "A {matter} costs {n} dollars, and {m} dollars for customers of the {other} plan.",
    "Keep the receipt: without it {place} can grant {matter} for {n} weeks only.",
    "Part {code} fits every {name} {kind} that was sold after {year}.",
    "If {act} fails twice, write to {place} and name the serial number that begins with {code}.",
    "Customers in {other} are served by a partner, who answers within {n} hours.",
    "Since {year} the {kind} has been delivered with {m} spare screws and a {other} adapter.",
    "Do not use the {name} {kind} above {m} degrees or in rooms where {act} is forbidden.",
    "The {matter} covers the {kind} but neither its battery nor what was changed while {act} it.",
)
_QUESTIONS = (
    "How long does the {matter} of the {name} {kind} take?",
    "What does the {matter} of model {code} cost?",
    "Who helps with {act} the {name} {kind}?",
    "Which {kind} does part {code} of {name} fit?",
)


def documents(chunks: int) -> Iterator[tuple[str, bytes]]:
    """(name, Markdown) of as many documents as have so many sections."""
    chance = random.Random(7)  # noqa: S311 - reproducible, not secret
    left = chunks
    for number in count():
        if left <= 0:
            return
        sections = min(SECTIONS, left)
        left -= sections
        name = family(chance)
        text = "\n\n".join(_section(chance, name) for _ in range(sections))
        yield f"{name.lower()}-{number}.md", text.encode()


def questions(wanted: int) -> list[str]:
    """Questions about the same things in words of their own."""
    chance = random.Random(11)  # noqa: S311 - as above
    return [_filled(chance, chance.choice(_QUESTIONS), family(chance)) for _ in range(wanted)]


def family(chance: random.Random) -> str:
    """The name of one of 15,625 product families; a few are much more frequent than the others."""
    parts = (_SYLLABLES[min(int(chance.paretovariate(0.9)) - 1, len(_SYLLABLES) - 1)] for _ in range(3))
    return "".join(parts).capitalize()


def _section(chance: random.Random, name: str) -> str:
    sentences = chance.sample(_SENTENCES, 6)
    return f"## {_filled(chance, chance.choice(_QUESTIONS), name)}\n\n" + " ".join(
        _filled(chance, sentence, name) for sentence in sentences
    )


def _filled(chance: random.Random, sentence: str, name: str) -> str:
    return sentence.format(
        name=name,
        other=family(chance),
        kind=chance.choice(_KINDS),
        matter=chance.choice(_MATTERS),
        act=chance.choice(_ACTS),
        place=chance.choice(_PLACES),
        code=f"{chance.choice('ABCDEFGHKMNPRSTW')}{chance.randint(100, 9999)}",
        n=chance.randint(2, 90),
        m=chance.randint(2, 900),
        year=chance.randint(2001, 2026),
    )
