"""All that is remembered when a turn begins, and how a model is told of it: as data."""

from dataclasses import dataclass

from graphs.memory.fact import Fact
from graphs.memory.summary import Point

TAG = "memory"
_ANSWERED = {True: " (answered)", False: " (not answered)", None: ""}


@dataclass(frozen=True, slots=True)
class Memory:
    """`facts` of this and earlier conversations; `points` of what fell out of the window of this one.

    `text` is a model's account of the same, empty where there is none that covers all of it.
    """

    facts: tuple[Fact, ...] = ()
    points: tuple[Point, ...] = ()
    text: str = ""

    def first(self, type_: str) -> str:
        """The newest value of this type, empty where there is none."""
        return next((one.value for one in reversed(self.facts) if one.type == type_), "")


NOTHING = Memory()


def note(memory: Memory) -> str:
    """What a model reads, between marks that nothing in it can close; empty where nothing is remembered."""
    lines = [f"- {one.type}: {_flat(one.value)}" for one in memory.facts]
    if lines:
        lines.insert(0, "The customer has told before:")
    if memory.text:
        lines += ["Earlier in this conversation:", _flat(memory.text)]
    elif memory.points:
        lines.append("The customer said earlier in this conversation:")
        lines += [f"- {_flat(point.text)}{_ANSWERED[point.answered]}" for point in memory.points]
    if not lines:
        return ""
    return "\n".join((f"<{TAG}>", *lines, f"</{TAG}>"))


def _flat(text: str) -> str:
    return " ".join(text.replace("<", "‹").replace(">", "›").split())
