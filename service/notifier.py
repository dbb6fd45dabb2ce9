"""Whom alerts are told, and by which way: the seam between the alerts and the services that take messages.

A way is one file in `service/notifiers/`; it knows neither the database nor the alerts. See that folder's docstring.
"""

import importlib
import pkgutil
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from typing import Any, Protocol, runtime_checkable
from uuid import uuid4

import httpx
from pydantic import SecretStr

from service.errors import TurnwiseError
from service.settings import Settings

TEST = ("[test] Turnwise 告警测试", "This is a test: alerts will arrive here. 这是一条测试：告警将发送到这里。")
"""Title and text of what `turnwise alerts test` sends, in both languages: nobody's is known."""
_PARTED = re.compile(r"[\s,]+(?=[a-z][a-z0-9+.-]*://)")


class BadAddress(TurnwiseError):
    code = "bad_address"


class NotTaken(Exception):
    """A message was not taken; the sentence names no address. A `permanent` one is not tried again."""

    def __init__(self, why: str, *, permanent: bool = False, retry_after_s: float | None = None) -> None:
        super().__init__(why)
        self.permanent = permanent
        self.retry_after_s = retry_after_s


@dataclass(frozen=True, slots=True)
class Notice:
    """What is told. `id` is the same however often it is tried; `data` is for programs."""

    id: str
    event: str
    title: str
    text: str
    at: datetime
    data: Mapping[str, Any] = field(default_factory=dict)


class Tell(Protocol):
    """Tells one address. Raises NotTaken."""

    async def __call__(self, notice: Notice, http: httpx.AsyncClient) -> None: ...


@runtime_checkable
class Notifier(Protocol):
    """A way to tell. `schemes` are the beginnings of addresses that are its own; without any it takes all others."""

    schemes: frozenset[str]

    def open(self, address: str) -> Tell:
        """The way to this address. Raises ValueError with what is wrong, which must not hold the address."""
        ...


@dataclass(frozen=True, slots=True)
class Target:
    """Who is told. `key` is place and scheme of the address, like `2 slack`: the rest holds passwords."""

    key: str
    tell: Tell


@cache
def load_notifiers() -> dict[str, Notifier]:
    """Every one of `service/notifiers/`, by name, which is its file's name."""
    package = importlib.import_module("service.notifiers")
    names = sorted(module.name for module in pkgutil.iter_modules(package.__path__))
    return {name: importlib.import_module(f"{package.__name__}.{name}").notifier for name in names}


@dataclass(frozen=True, slots=True)
class Audience:
    """Who is told: `first` of everything, `then` of what nobody has acknowledged; without those the first again."""

    first: tuple[Target, ...] = ()
    then: tuple[Target, ...] = ()

    @property
    def escalation(self) -> tuple[Target, ...]:
        """Who is told when nobody has acknowledged an alert."""
        return self.then or self.first

    def find(self, key: str) -> Target | None:
        """The target of that key, if it is still configured."""
        return next((one for one in (*self.first, *self.then) if one.key == key), None)


def open_audience(settings: Settings) -> Audience:
    """Those of `TURNWISE_ALERTS_TO` and `TURNWISE_ALERTS_ESCALATE_TO`.

    Raises BadAddress, which tells an address by its number only.
    """
    return Audience(
        _opened("TURNWISE_ALERTS_TO", settings.alerts_to, ""),
        _opened("TURNWISE_ALERTS_ESCALATE_TO", settings.alerts_escalate_to, "escalation "),
    )


async def try_all(audience: Audience, http: httpx.AsyncClient) -> dict[str, str]:
    """Send a test to every target; which did not take it, and why."""
    failed: dict[str, str] = {}
    for target in (*audience.first, *audience.then):
        notice = Notice(str(uuid4()), "alert.test", *TEST, datetime.now(UTC))
        try:
            await target.tell(notice, http)
        except NotTaken as error:
            failed[target.key] = str(error)
    return failed


def parted(addresses: SecretStr | None) -> list[str]:
    """One by one, what is written parted by spaces or commas."""
    return [one for one in _PARTED.split(addresses.get_secret_value().strip() if addresses else "") if one]


def _opened(setting: str, addresses: SecretStr | None, prefix: str) -> tuple[Target, ...]:
    return tuple(_target(setting, number, one, prefix) for number, one in enumerate(parted(addresses), 1))


def _target(setting: str, number: int, address: str, prefix: str) -> Target:
    scheme = address.partition("://")[0].lower()
    ways = load_notifiers().values()
    way = next((one for one in ways if scheme in one.schemes), None) or next(one for one in ways if not one.schemes)
    try:
        return Target(f"{prefix}{number} {scheme}"[:60], way.open(address))
    except ValueError as error:
        raise BadAddress(f"{setting}, address {number}: {error}") from None
