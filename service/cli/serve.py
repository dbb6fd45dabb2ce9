"""`turnwise serve`: the API, the widget, the console and grading in one process."""

from typing import Annotated

import typer


def command(
    host: Annotated[str | None, typer.Option(help="Where to listen (TURNWISE_HOST).", show_default=False)] = None,
    port: Annotated[
        int | None,
        typer.Option(min=0, max=65535, help="0 takes any free port (TURNWISE_PORT).", show_default=False),
    ] = None,
    demo: Annotated[
        bool,
        typer.Option(
            "--demo/--no-demo",
            help="Start an empty knowledge base with the demo shop's documents, and let customers ask for its orders.",
        ),
    ] = False,
) -> None:
    """Serve the API, the widget, the console and an in-process grading worker.

    A line with the address on stderr says that it is ready. SIGTERM or Ctrl-C ends it; replies under way have 10
    seconds to end, and what is not answered by then is answered at the next start.
    """
    from service.cli.collecting import collect_later

    collect_later()  # before what is imported next
    from service.cli.demo import demo_tools, ensure_demo
    from service.cli.logs import tell_progress
    from service.cli.loop import run
    from service.cli.serving import listen, serve
    from service.settings import Settings

    given = {"host": host, "port": port}
    settings = Settings().model_copy(update={name: value for name, value in given.items() if value is not None})
    tell_progress()
    with listen(settings.host, settings.port) as listener:
        if not demo:
            serve(settings, listener)
            return
        run(ensure_demo(settings))
        with demo_tools():
            serve(settings, listener)
