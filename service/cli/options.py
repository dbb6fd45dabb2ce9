"""Options that several commands share."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

Json = Annotated[bool, typer.Option("--json", help="JSON Lines on stdout, for programs.")]


def _file_or_dash(source: Path | None) -> Path | None:
    if source is not None and str(source) != "-" and not source.is_file():
        raise typer.BadParameter(f"there is no file {source}")
    return source


Input = Annotated[
    Path | None,
    typer.Option(
        "--input",
        "-i",
        metavar="FILE.jsonl",
        help="One JSON object a line, UTF-8; - reads stdin. Lines that cannot be used are told on stderr and skipped, "
        "and the exit code is 1 at the end.",
        callback=_file_or_dash,
    ),
]
Concurrency = Annotated[
    int | None, typer.Option(min=1, max=256, help="How many lines are worked on at a time.", show_default=False)
]


def typed_text(value: str | None) -> str | None:
    """For arguments that hold a text: bytes of the shell that are no UTF-8 become replacement characters."""
    return value and value.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


class Audience(StrEnum):
    """Whom a document may answer, or who searches."""

    PUBLIC = "public"
    OPERATORS = "operators"


class Tongue(StrEnum):
    """The languages that the product speaks itself."""

    ENGLISH = "en"
    CHINESE = "zh"


def named_values(given: Iterable[str] | None, *, ask: bool = False) -> dict[str, str]:
    """NAME=VALUE options as a dict; with `ask`, a value of - is asked for without showing it. Ends the command else."""
    found = {}
    for one in given or ():
        name, equals, value = one.partition("=")
        if not equals or not name:
            raise typer.BadParameter("write each as NAME=VALUE")
        found[name] = typer.prompt(name, hide_input=True) if ask and value == "-" else value
    return found


_DAY = "%Y-%m-%d"
_TIMES = [_DAY, "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%S%z"]
TIME = "YYYY-MM-DD[THH:MM[:SS[+HHMM]]]"


def read_time(typed: str) -> datetime:
    """A moment as a person types it. Ends the command where it is none."""
    found = _first(typed, _TIMES)
    if found is None:
        raise typer.BadParameter(
            f"{typed!r} is no time: write it like 2026-03-01, 2026-03-01T14:30 or 2026-03-01T14:30:00+0100"
        )
    return found


def read_day(typed: str) -> datetime:
    """The beginning of a day as a person types it. Ends the command where it is none."""
    found = _first(typed, [_DAY])
    if found is None:
        raise typer.BadParameter(f"{typed!r} is no day: write it like 2026-03-01")
    return found


def _first(typed: str, formats: Iterable[str]) -> datetime | None:
    for one in formats:
        with suppress(ValueError):
            return datetime.strptime(typed.strip(), one)  # noqa: DTZ007 - without a zone it is UTC, see `moment`
    return None


ValidFrom = Annotated[
    datetime | None,
    typer.Option(parser=read_time, metavar=TIME, help="Not used before then (UTC).", show_default=False),
]
ValidUntil = Annotated[
    datetime | None,
    typer.Option(parser=read_time, metavar=TIME, help="Not used from then on (UTC).", show_default=False),
]
Products = Annotated[
    list[str] | None, typer.Option(metavar="NAME", help="A product that it is about; may be given again.")
]
At = Annotated[
    int | None,
    typer.Option(
        "--at",
        metavar="VERSION",
        min=0,
        help="The knowledge base as it was after that change.",
        show_default=False,
    ),
]
Currency = Annotated[
    str | None,
    typer.Option(metavar="CODE", help="Like CNY; by default that of the models' prices.", show_default=False),
]
Since = Annotated[
    datetime | None,
    typer.Option(
        parser=read_time, metavar=TIME, help="In force from then on (UTC); by default from now.", show_default=False
    ),
]
PasswordFromStdin = Annotated[bool, typer.Option("--stdin", help="Read the password from stdin, its first line.")]
Least = Annotated[
    float, typer.Option(min=0.0, max=1.0, help="The least difference of practical interest; 0 takes every one.")
]
_LEAST_CHARS = 8


def moment(typed: datetime | None) -> datetime | None:
    """A typed time as an aware one; without a zone it is UTC."""
    return typed if typed is None or typed.tzinfo else typed.replace(tzinfo=UTC)


def since(typed: datetime | None) -> datetime:
    """A typed time as an aware one, by default now. One from which days cannot be taken or added ends the command."""
    if typed is not None and not 1970 <= typed.year < 9000:
        raise typer.BadParameter("choose a time between the years 1970 and 9000")
    return moment(typed) or datetime.now(UTC)


def currency(typed: str | None) -> str:
    """A typed currency, by default that of the models' prices. Raises InvalidRequest."""
    from graphs.prices import load_prices
    from graphs.settings import GraphSettings
    from service.rates.spending import currency

    return currency(typed) if typed else load_prices(GraphSettings().prices).currency


def local_user() -> str:
    """Who types the command, as this computer knows them."""
    from getpass import getuser

    return getuser()


def new_password(*, stdin: bool) -> str:
    """A password as typed, twice, or from stdin. One that is too short ends the command."""
    import sys

    if stdin:
        password = sys.stdin.readline().rstrip("\r\n")
    else:
        password = str(typer.prompt("New password", hide_input=True, confirmation_prompt=True, err=True))
    if len(password) < _LEAST_CHARS:
        raise typer.BadParameter(f"a password needs {_LEAST_CHARS} characters or more")
    return password
