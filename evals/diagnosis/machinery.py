"""Checks of what is on record: tools, models, time."""

from evals.diagnosis.causes import Cause, Check, beside, clear, explains
from evals.diagnosis.facts import Facts
from evals.diagnosis.failing import SLOW, shown_by_reply

_BROKEN = ("failed", "timeout", "refused", "invalid")
_MOST = 0.5


def tool_failed(facts: Facts) -> Check:
    """A tool that was called gave nothing, and no later call of it did."""
    calls = facts.record.tool_calls
    if not calls:
        return beside(Cause.TOOL_FAILED, "no tool was called")
    worked = {call.name for call in calls if call.outcome in ("ok", "not_found")}
    broken = [call for call in calls if call.outcome in _BROKEN and call.name not in worked]
    if broken:
        evidence = (f"{call.name}: {call.outcome} after {call.elapsed_ms:.0f} ms" for call in broken)
        return explains(Cause.TOOL_FAILED, f"{broken[0].name} gave nothing ({broken[0].outcome})", *evidence)
    return clear(Cause.TOOL_FAILED, "every tool gave its result")


def model_failed(facts: Facts) -> Check:
    """The configured model did not write what the customer got: another stood in, its draft was withdrawn, or none."""
    record = facts.record
    if record.by_operator:
        return beside(Cause.MODEL_FAILED, "an operator replied")
    turn, withdrawn = record.turn, [edit for edit in record.edits if edit.act == "withdrawn"]
    if not turn.reply.strip() and not turn.handed_off:
        return explains(Cause.MODEL_FAILED, "nothing wrote a reply")
    if withdrawn:
        said = (f"{edit.reason}: {edit.text}" for edit in withdrawn)
        return explains(Cause.MODEL_FAILED, "what the model wrote had to be withdrawn", *said)
    if record.model is None:
        return clear(Cause.MODEL_FAILED, "documents are quoted, no model is configured")
    if turn.model in (None, "", "fixed", record.model):
        return clear(Cause.MODEL_FAILED, f"{turn.model or 'nothing else'} replied, as it should")
    return explains(Cause.MODEL_FAILED, f"{turn.model} stood in for {record.model}")


def slow_tool(facts: Facts) -> Check:
    """The customer waited too long, for a tool most of the time."""
    return _slow(facts, Cause.SLOW_TOOL)


def slow_model(facts: Facts) -> Check:
    """The customer waited too long, for a model most of the time."""
    return _slow(facts, Cause.SLOW_MODEL)


def _slow(facts: Facts, cause: Cause) -> Check:
    if SLOW not in facts.signals:
        return clear(cause, f"answered in {facts.record.turn.timings.total_ms:.0f} ms")
    if shown_by_reply(facts.signals):
        return beside(cause, "slow, but the reply itself is found wanting")
    timings, calls = facts.record.turn.timings, facts.record.tool_calls
    tools_ms = sum(call.elapsed_ms for call in calls)
    # Calls made before the model is asked are part of its step's time, those that it asks for are not.
    model_ms = timings.triage_ms + timings.answer_ms - (tools_ms if tools_ms <= timings.answer_ms else 0.0)
    spent_ms = tools_ms if cause is Cause.SLOW_TOOL else model_ms
    evidence = (f"total {timings.total_ms:.0f} ms", f"tools {tools_ms:.0f} ms", f"model {model_ms:.0f} ms")
    if spent_ms >= timings.total_ms * _MOST:
        what = max(calls, key=lambda call: call.elapsed_ms).name if cause is Cause.SLOW_TOOL else "the model"
        return explains(cause, f"{what} took {spent_ms:.0f} of {timings.total_ms:.0f} ms", *evidence)
    return clear(cause, "the time went elsewhere", *evidence)
