"""The monitors of a process: one for graders that compute, and one for judges, so that nothing waits for a model."""

from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import dataclass
from typing import Any

from evals.interop.evaluated import Evaluated
from evals.interop.evaluation_events import EvaluationEvents
from evals.judging.settings import JudgeSettings
from graphs.evaluator.grader import Graded
from graphs.evaluator.graph import build_evaluator
from service.brain import Brain
from service.knowledge.knowledge import Knowledge
from service.live import Live
from service.monitoring.monitor import Monitor, Told
from service.settings import Settings
from service.storage.database import Database
from service.storage.grading.grades import GradingJob
from service.storage.processes import Process


@dataclass(frozen=True, slots=True)
class Monitors:
    """`judging` is None where there are no judges."""

    grading: Monitor
    judging: Monitor | None = None

    def wake(self) -> None:
        """There is work: do not wait for the next look at the table."""
        for monitor in self._all():
            monitor.wake()

    def stop(self) -> None:
        """End after what is under way."""
        for monitor in self._all():
            monitor.stop()

    def work(self) -> dict[str, Coroutine[None, None, None]]:
        """What has to run, by name."""
        work = {"monitor": self.grading.run()}
        return work | {"judging": self.judging.run()} if self.judging else work

    def _all(self) -> list[Monitor]:
        return [self.grading, *([self.judging] if self.judging else [])]


def build_monitors(
    settings: Settings,
    database: Database,
    process: Process,
    brain: Brain,
    knowledge: Knowledge,
    live: Live,
    idle: Callable[[float], Awaitable[None]],
    events: EvaluationEvents | None = None,
) -> Monitors:
    """The monitors; `idle` lets them give way to customers, where this process answers any. `events` are sent on."""

    def monitor(**given: Any) -> Monitor:
        return Monitor(
            database=database,
            process=process,
            embed=knowledge.embed_questions,
            sense=knowledge.meaning,
            live=live,
            idle=idle,
            patience_s=settings.grading_patience_s,
            told=_teller(events) if events else None,
            **given,
        )

    grading = monitor(evaluator=brain.evaluator, batch_turns=settings.grading_batch_turns, changing=brain.rules)
    if not brain.judges:
        return Monitors(grading)
    at_once = JudgeSettings().judge_concurrent
    judges = build_evaluator(brain.judges)
    return Monitors(grading, monitor(evaluator=judges, batch_turns=at_once, turns_at_once=at_once))


def _teller(events: EvaluationEvents) -> Told:
    def tell(stored: Sequence[tuple[GradingJob, Graded]]) -> None:
        events.emit(Evaluated.live(job.turn_id, job.conversation_id, graded) for job, graded in stored)

    return tell
