"""Who comes when: weeks with quiet Sundays, days with a morning and an evening, each language by its own clock."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from evals.offline.case import Expectation, SimulatedCase, Want
from service.demo_days.book import Kind, Language, Matter, book

SILENT, FURTHER, RETURNING = 0.08, 0.3, 0.14
"""How many open the chat and say nothing, want a second thing, have been here before."""
RECENT = timedelta(minutes=40)
"""In so long before the end some come for certain: a shop that is looked at is at work."""
_RECENT_KINDS: tuple[Kind, ...] = ("complaint", "trade", "question", "person", "complaint", "unknown", "question")

_WEEK = (1.0, 1.05, 1.0, 0.95, 1.0, 0.7, 0.45)
_DAY = (1, 1, 1, 1, 1, 1, 2, 4, 7, 10, 12, 12, 9, 9, 11, 11, 10, 9, 8, 8, 9, 7, 4, 2)
_ZONES: dict[Language, str] = {"en": "Europe/Amsterdam", "zh": "Asia/Shanghai"}
_ENGLISH = 0.6
_CHANNELS: dict[Language, dict[str, float]] = {
    "en": {"widget": 0.46, "whatsapp": 0.24, "telegram": 0.16, "email": 0.14},
    "zh": {"widget": 0.42, "wechat": 0.4, "feishu": 0.18},
}
_PERSONAS: dict[Kind, dict[str, float]] = {
    "question": {"polite": 4, "hurried": 3, "typist": 2, "private": 2, "grumbler": 0.6},
    "order": {"hurried": 3, "polite": 2, "typist": 1},
    "unknown": {"polite": 2, "hurried": 2, "private": 2, "grumbler": 1},
    "complaint": {"grumbler": 3, "hurried": 1},
    "person": {"hurried": 1},
    "trade": {"polite": 3, "hurried": 1},
}


@dataclass(frozen=True, slots=True)
class Arrival:
    """A customer at the door. `case` is None for who opens the chat and says nothing; `again` is who came before."""

    number: int
    at: datetime
    language: Language
    channel: str
    matter: Matter
    person: tuple[str, str]
    case: SimulatedCase | None
    again: int | None


def arrivals(count: int, since: datetime, until: datetime, seed: int) -> list[Arrival]:
    """So many of them, in the order of time; the same seed, the same customers."""
    chance = random.Random(f"{seed}:arrivals")  # noqa: S311 - a play, not a secret
    recent = _RECENT_KINDS[: count // 5]
    drawn = [(*_moment(chance, since, until), None) for _ in range(count - len(recent))]
    lately = [
        (until - RECENT * (1 - (place + chance.random()) / len(recent)), _language(chance), kind)
        for place, kind in enumerate(recent)
    ]
    found: list[Arrival] = []
    for number, (at, language, kind) in enumerate(sorted([*drawn, *lately], key=lambda one: one[0])):
        found.append(_arrival(chance, number, at, language, kind, until, found))
    return found


def _moment(chance: random.Random, since: datetime, until: datetime) -> tuple[datetime, Language]:
    """A time of that period, drawn until week, hour and growth let it pass."""
    while True:
        at, language = since + (until - since) * chance.random(), _language(chance)
        local = at.astimezone(ZoneInfo(_ZONES[language]))
        growth = 0.75 + 0.25 * ((at - since) / (until - since))
        if chance.random() < growth * _WEEK[local.weekday()] * _DAY[local.hour] / (max(_DAY) * max(_WEEK)):
            return at, language


def _language(chance: random.Random) -> Language:
    return "en" if chance.random() < _ENGLISH else "zh"


def _arrival(
    chance: random.Random,
    number: int,
    at: datetime,
    language: Language,
    kind: Kind | None,
    until: datetime,
    before: Sequence[Arrival],
) -> Arrival:
    days_left = (until - at) / timedelta(days=1)
    there = book(language)
    fitting = [one for one in there.matters if _comes_up(one, kind, days_left)]
    (matter,) = chance.choices(fitting, [one.weight for one in fitting])
    channel = _drawn(chance, _CHANNELS[language])
    person = chance.choice(there.people)
    again = None
    known = [one for one in before if (one.language, one.channel) == (language, channel) and one.case]
    if known and chance.random() < RETURNING:
        earlier = chance.choice(known)
        again, person = earlier.number, earlier.person
    silent = kind is None and channel == "widget" and chance.random() < SILENT
    further = [one for one in there.matters if one.kind == "question" and one is not matter]
    second = chance.choice(further) if matter.kind == "question" and chance.random() < FURTHER else None
    persona = _drawn(chance, _PERSONAS[matter.kind])
    case = None if silent else _case(number, language, persona, person, [matter, *([second] if second else [])])
    return Arrival(number, at, language, channel, matter, person, case, again)


def _comes_up(matter: Matter, kind: Kind | None, days_left: float) -> bool:
    if kind is not None:
        return matter.kind == kind and matter.days is None
    return matter.days is None or matter.days[1] <= days_left <= matter.days[0]


def _case(
    number: int, language: Language, persona: str, person: tuple[str, str], matters: Sequence[Matter]
) -> SimulatedCase:
    name, contact = person
    kind = "email" if "@" in contact else "wechat" if "微信" in contact else "phone"
    wants = [Want(asks=one.asks, expect=Expectation(answered=True, contains=_parts(one.contains))) for one in matters]
    return SimulatedCase(
        id=f"demo-{number}",
        language=language,
        persona=persona,
        goal="; ".join(one.asks[0] for one in matters),
        facts={"name": _introduced(name, language), kind: contact},
        wants=wants,
    )


def _parts(texts: Sequence[str]) -> list[list[str]] | None:
    """Each of these is to be in the answer."""
    return [[text] for text in texts] or None


def _introduced(name: str, language: Language) -> str:
    return f"我叫{name}" if language == "zh" else f"my name is {name}"


def _drawn(chance: random.Random, weights: dict[str, float]) -> str:
    return chance.choices(list(weights), list(weights.values()))[0]
