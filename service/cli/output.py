"""What commands write: JSON Lines for programs, rich text for people, and nothing but results on stdout."""

import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console


def emit(record: dict[str, Any]) -> None:
    """One line of JSON, UTF-8, there at once for whoever reads the other end."""
    import orjson

    sys.stdout.buffer.write(orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE))
    sys.stdout.buffer.flush()


def tell(sentence: str) -> None:
    """Something about the work itself, on stderr."""
    sys.stderr.write(f"{sentence}\n")
    sys.stderr.flush()


def screen() -> "Console":
    """Stdout for people. Text is shown as it is: brackets in it are no markup."""
    from rich.console import Console

    return Console(markup=False, highlight=False, emoji=False, soft_wrap=True)
