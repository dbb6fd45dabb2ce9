"""`turnwise worker`: grading alone, beside servers that share the database."""

import asyncio
import signal
from contextlib import AsyncExitStack


def command() -> None:
    """Grade stored turns until SIGTERM or Ctrl-C; any number of workers may share one database with servers."""
    from service.cli.collecting import collect_later
    from service.cli.logs import tell_progress
    from service.cli.loop import run

    collect_later()
    tell_progress()
    run(_work())


async def _work() -> None:
    import httpx

    from evals.interop.evaluation_events import opened_events
    from service.alerts.alerting import Alerting
    from service.brain import build_brain
    from service.cli.collecting import collect_less
    from service.cli.output import tell
    from service.housekeeping import Housekeeping
    from service.live import Live
    from service.monitoring.monitors import build_monitors
    from service.notifier import open_audience
    from service.rates.keeping import RateKeeping
    from service.resources import open_database, open_knowledge
    from service.settings import Settings
    from service.storage.processes import open_process

    settings, stopped = Settings(), asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    settings.data.mkdir(parents=True, exist_ok=True)
    async with AsyncExitStack() as stack:
        http = await stack.enter_async_context(httpx.AsyncClient())
        database = await stack.enter_async_context(open_database(settings))
        knowledge = await stack.enter_async_context(open_knowledge(settings, database))
        process = await stack.enter_async_context(open_process(database))
        brain, live = build_brain(knowledge.retriever, database), Live()
        events = await stack.enter_async_context(opened_events())
        monitors = build_monitors(settings, database, process, brain, knowledge, live, _nobody_waits, events)
        housekeeping = Housekeeping(database=database, process=process, turns=None)
        alerting = Alerting(database, live, open_audience(settings), http)
        grading = [asyncio.create_task(one) for one in monitors.work().values()]
        rates = RateKeeping(database, brain.currency)
        beside = [asyncio.create_task(one) for one in (housekeeping.run(), alerting.run(process), rates.run(process))]
        collect_less()
        tell("Turnwise grades; Ctrl-C ends it")
        stop = asyncio.create_task(stopped.wait())
        await asyncio.wait([stop, *grading, *beside], return_when=asyncio.FIRST_COMPLETED)
        monitors.stop()
        for one in beside:
            one.cancel()
        await asyncio.gather(*grading)
        stop.cancel()


async def _nobody_waits(_patience_s: float) -> None:
    """A worker answers no customers, so that it never has to step back for them."""
