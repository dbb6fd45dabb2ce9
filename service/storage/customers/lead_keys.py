"""By what two leads are known to be of one person: the same way to reach them, normalised; pure functions."""

from collections.abc import Iterable, Mapping, Sequence

# The number of a WhatsApp account is a phone number.
_NUMBERS = frozenset({"phone", "whatsapp"})
_NAMED = frozenset({"email", "wechat", "telegram"})


def key_of(kind: str, value: str) -> str | None:
    """What is equal for the same number, address or account only; None where a value may be of several people.

    A phone number counts with its country alone: without one it is a local number that two towns have.
    """
    if kind in _NUMBERS:
        return f"phone:{value}" if value.startswith("+") else None
    if kind in _NAMED:
        return f"{kind}:{value.lower()}"
    return f"qq:{value}" if kind == "qq" else None


def groups(keys: Mapping[str, Iterable[str]]) -> list[list[str]]:
    """The ids, those together that share a key, by themselves or by way of others; in the order given."""
    leader = {one: one for one in keys}

    def first(one: str) -> str:
        while leader[one] != one:
            leader[one] = leader[leader[one]]
            one = leader[one]
        return one

    owner: dict[str, str] = {}
    for one, held in keys.items():
        for key in held:
            other = first(owner.setdefault(key, one))
            leader[first(one)] = other
    together: dict[str, list[str]] = {}
    for one in keys:
        together.setdefault(first(one), []).append(one)
    return list(together.values())


def shared(keys: Sequence[Iterable[str]]) -> set[str]:
    """The keys that more than one holds."""
    seen: set[str] = set()
    again: set[str] = set()
    for held in keys:
        again |= seen & set(held)
        seen |= set(held)
    return again
