"""The chain: what is on record first, then the content from the knowledge base to the words, then what is left."""

from collections.abc import Callable

from evals.diagnosis import content, handing_over, machinery
from evals.diagnosis.causes import Cause, Check, Diagnosis, explains
from evals.diagnosis.facts import Facts, facts_of
from evals.diagnosis.failing import signals
from evals.diagnosis.record import Record, Search

CHAIN: tuple[Callable[[Facts], Check], ...] = (
    machinery.tool_failed,
    machinery.model_failed,
    handing_over.handed_off_needlessly,
    handing_over.handed_off_late,
    machinery.slow_tool,
    machinery.slow_model,
    content.no_document,
    content.not_retrieved,
    content.refused,
    content.not_used,
    content.wrong,
    content.unclear,
    handing_over.missed,
)


async def diagnose(record: Record, search: Search) -> Diagnosis:
    """Why the turn failed: checks in order up to the one that explains it. `search` is asked only where it failed."""
    shown = signals(record)
    if not shown:
        return Diagnosis(record.turn.id, (), None, ())
    facts = await facts_of(record, shown, search)
    taken: list[Check] = []
    for check in CHAIN:
        taken.append(check(facts))
        if taken[-1].verdict == "cause":
            break
    else:
        taken.append(explains(Cause.NOT_DIAGNOSED, "no check explains it", *shown))
    return Diagnosis(record.turn.id, shown, taken[-1].cause, tuple(taken))
