"""The hard lines: customer messages with every contact detail that is known after each (tests/fixtures/contacts)."""

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.benchmarks.contact_scores import Details
from graphs.turn import Contact, Message

LINES = Path(__file__).parents[2] / "tests" / "fixtures" / "contacts" / "lines.jsonl"
TYPES = ("phone", "email", "wechat", "qq", "whatsapp", "telegram", "name", "company", "city", "address")

Read = Callable[[Sequence[Message]], Sequence[Contact]]
"""What a system makes of a customer's messages."""


@dataclass(frozen=True, slots=True)
class Line:
    """One message after the earlier ones of the same customer, oldest first; values are compared without case."""

    id: str
    language: str
    messages: tuple[Message, ...]
    expected: tuple[tuple[str, str], ...]

    def there(self, *types: str) -> Details:
        """The details of these types that are known after it."""
        return Counter(f"{kind}:{value.casefold()}" for kind, value in self.expected if kind in types)


def load_lines(path: Path = LINES) -> list[Line]:
    """All lines of the file."""
    lines = []
    for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        said = tuple(Message("customer", text) for text in (*row.get("before", ()), row["text"]))
        expected = tuple((detail["type"], detail["value"]) for detail in row["expected"])
        lines.append(Line(row["id"], row["language"], said, expected))
    return lines


def found(contacts: Sequence[Contact], *types: str) -> Details:
    """What a system found, in the form of `Line.there`."""
    return Counter({f"{one.type}:{one.value.casefold()}" for one in contacts if one.type in types})
