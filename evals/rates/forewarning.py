"""Was an escalation warned of before it came? Read off the grades of a conversation's turns, in their order."""

from collections.abc import Sequence
from dataclasses import dataclass

from evals.conversation import Forewarning


@dataclass(frozen=True, slots=True)
class TurnSigns:
    """What one turn shows: `warned` None where its risk was not graded; a complaint; a hand-off."""

    warned: bool | None = None
    complained: bool = False
    handed_off: bool = False


def forewarning(turns: Sequence[TurnSigns]) -> Forewarning:
    """Escalated is the first turn with a complaint or a hand-off; only what was said before it is a warning of it."""
    escalates = (place for place, turn in enumerate(turns) if turn.complained or turn.handed_off)
    first = next(escalates, None)
    before = [turn.warned for turn in (turns if first is None else turns[:first])]
    return Forewarning(
        watched=any(warned is not None for warned in before), warned=any(before), escalated=first is not None
    )
