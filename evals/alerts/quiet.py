"""Whether people want to hear of an alert now."""

from datetime import datetime
from zoneinfo import ZoneInfo

from evals.alerts.document import QuietHours


def is_quiet(quiet: QuietHours | None, severity: str, now: datetime) -> bool:
    """Whether it has to wait, by the clock of the hours' own time zone."""
    if quiet is None or (severity == "critical" and not quiet.critical_too):
        return False
    clock = now.astimezone(ZoneInfo(quiet.zone)).strftime("%H:%M")
    if quiet.start <= quiet.end:
        return quiet.start <= clock < quiet.end
    return clock >= quiet.start or clock < quiet.end
