"""Small typed facts about a customer, in their own words: how long each kind is kept, and which replaces which."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

MAX_VALUE_CHARS = 120
RENEWED_AFTER = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Kind:
    """`days` until a fact of this kind expires, None never, 0 is not kept at all; `most` are kept, the newest ones."""

    days: int | None
    most: int = 1


KINDS: Mapping[str, Kind] = {
    "name": Kind(365),
    "company": Kind(365),
    "city": Kind(365),
    "address": Kind(180),
    "phone": Kind(365, 2),
    "email": Kind(365, 2),
    "wechat": Kind(365),
    "qq": Kind(365),
    "whatsapp": Kind(365),
    "telegram": Kind(365),
    "language": Kind(365),
    "call_time": Kind(180),
    "reach_by": Kind(180),
    "owns": Kind(365, 5),
    "asked_about": Kind(90, 5),
    "order": Kind(90, 5),
}


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that the customer told. `at` is when, aware, and None while it is not stored yet; so is `expires_at`,
    where None otherwise means never."""

    type: str
    value: str
    at: datetime | None = None
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """What a turn changes: facts to write, new or renewed, and facts that stand no more."""

    written: tuple[Fact, ...] = ()
    gone: tuple[Fact, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.written or self.gone)


NONE = Changes()


def kinds_kept(days: Mapping[str, int | None]) -> Mapping[str, Kind]:
    """All kinds, those named in `days` kept for so long."""
    return {name: Kind(days.get(name, kind.days), kind.most) for name, kind in KINDS.items()}


def changes(
    known: Sequence[Fact],
    told: Sequence[Fact],
    withdrawn: Iterable[tuple[str, str]],
    kinds: Mapping[str, Kind],
    at: datetime,
) -> Changes:
    """What becomes of the facts `known` when the customer tells these, in order, and takes others back (type, value).

    A newer fact takes the place of an older one that it contradicts; told again, a fact is kept for longer. A part of
    a name that is known in full tells nothing new.
    """
    taken_back = {(type_, _same(value)) for type_, value in withdrawn}
    standing = {_key(one): one for one in known if _key(one) not in taken_back}
    gone = [one for one in known if _key(one) in taken_back]
    written: dict[tuple[str, str], Fact] = {}
    for one in told:
        kind = kinds.get(one.type)
        if kind is None or kind.days == 0 or _key(one) in taken_back:
            continue
        key = _key(_fuller(one, standing.values()))
        before = standing.get(key)
        if before is not None and before.at is not None and at - before.at < RENEWED_AFTER:
            continue
        expires_at = None if kind.days is None else at + timedelta(days=kind.days)
        fact = Fact(one.type, before.value if before else one.value, at, expires_at)
        standing.pop(key, None)
        standing[key] = written[key] = fact
        alike = [place for place, other in standing.items() if other.type == one.type]
        for place in alike[: -kind.most]:
            replaced = standing.pop(place)
            if written.pop(place, None) is None:
                gone.append(replaced)
    return Changes(tuple(written.values()), tuple(gone))


def _key(fact: Fact) -> tuple[str, str]:
    return fact.type, _same(fact.value)


def _same(value: str) -> str:
    return " ".join(value.split()).casefold()


def _fuller(told: Fact, known: Iterable[Fact]) -> Fact:
    """The name known that this is a part of ("Anna" of "Anna Lee"), else itself."""
    if told.type != "name":
        return told
    parts = set(told.value.casefold().split())
    return next((one for one in known if one.type == "name" and parts < set(one.value.casefold().split())), told)
