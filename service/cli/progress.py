"""Progress on stderr, where somebody watches: never between the lines of a program's output."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from rich.progress import Progress


class Advance(Protocol):
    """Told after each piece of work."""

    def __call__(self, description: str | None = None, completed: float | None = None) -> None: ...


def _unwatched(description: str | None = None, completed: float | None = None) -> None:
    """Nobody is there to see it."""


@contextmanager
def counting(what: str, total: int) -> Iterator[Advance]:
    """A bar over `total` pieces, with rate and time left; each call is one piece done."""
    if not sys.stderr.isatty():
        yield _unwatched
        return
    with _bar() as progress:
        task = progress.add_task(what, total=total, rate="")

        def advance(description: str | None = None, completed: float | None = None) -> None:
            speed = progress.tasks[0].speed
            progress.update(task, advance=1, description=description, rate=f"{speed:.1f}/s" if speed else "")

        yield advance


@contextmanager
def measuring(what: str) -> Iterator[Callable[[int, int], None]]:
    """A bar that is told how many of how many pieces are done, with rate and time left."""
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    with _bar() as progress:
        task = progress.add_task(what, total=None, rate="")

        def told(done: int, total: int) -> None:
            speed = progress.tasks[0].speed
            progress.update(task, completed=done, total=total, rate=f"{speed:.1f}/s" if speed else "")

        yield told


@contextmanager
def reading(total_bytes: int | None) -> Iterator[Advance]:
    """A bar over an input file: each call is one line done, with `completed` bytes read so far."""
    if not sys.stderr.isatty() or sys.stdout.isatty():
        yield _unwatched
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn(elapsed_when_finished=True))
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task("", total=total_bytes)
        lines = 0

        def advance(description: str | None = None, completed: float | None = None) -> None:
            nonlocal lines
            lines += 1
            elapsed_s = progress.tasks[0].elapsed or 0
            rate = f" · {lines / elapsed_s:,.0f}/s" if elapsed_s > 1 else ""
            progress.update(task, completed=completed, description=f"{lines:,} lines{rate}")

        yield advance


def _bar() -> "Progress":
    """How many of how many, the rate and the time left."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(elapsed_when_finished=True),
        console=Console(stderr=True),
    )
