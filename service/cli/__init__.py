"""The command line, one file a command; what a command needs beyond its options it imports when it runs."""

import os
import sys
from typing import Annotated

import typer

from service.cli import (
    alerts,
    ask,
    bench,
    channel,
    chat,
    customer,
    demo_days,
    evaluate,
    grade,
    group,
    ingest,
    judge,
    key,
    knowledge,
    kpi,
    operator,
    password,
    prompt,
    report,
    review,
    rules,
    search,
    serve,
    setup,
    spend,
    system,
    webhook,
    why,
    widget,
    worker,
)
from service.cli.failing import explain

DEBUG = "--debug"
ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1"}
"""For numpy, which reads it when it is imported: a turn multiplies small matrices, and threads that spin until the
other has done its half take the processor from what is acknowledged, answered and graded beside it."""


def build() -> typer.Typer:
    """All commands, in the order in which help lists them."""
    app = typer.Typer(
        name="turnwise",
        help="A customer-service agent that grades itself on every turn.",
        epilog="Settings are TURNWISE_* variables or lines of .env; docs/operations.md lists them.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,  # help shows JSON, whose brackets markup would swallow
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_options)
    for command in (serve, worker, ingest, search, ask, chat, grade):
        app.command(_name(command.__name__))(command.command)
    app.add_typer(knowledge.app, name="knowledge")
    app.add_typer(prompt.app, name="prompt")
    app.add_typer(evaluate.app, name="eval")
    app.add_typer(review.app, name="review")
    app.add_typer(rules.app, name="rules")
    app.add_typer(alerts.app, name="alerts")
    app.add_typer(report.app, name="report")
    for command in (kpi, why, judge, bench):
        app.command(_name(command.__name__))(command.command)
    app.add_typer(channel.app, name="channel")
    app.add_typer(widget.app, name="widget")
    app.add_typer(customer.app, name="customer")
    app.add_typer(key.app, name="key")
    app.add_typer(operator.app, name="operator")
    app.add_typer(group.app, name="group")
    app.add_typer(spend.app, name="spend")
    app.add_typer(webhook.app, name="webhook")
    app.add_typer(system.app, name="system")
    app.add_typer(demo_days.app, name="demo")
    for command in (setup, password):
        app.command(_name(command.__name__))(command.command)
    return app


def main() -> None:
    """Run the command of `sys.argv`. What goes wrong is told in a line; with `--debug`, at length."""
    for name, value in ONE_THREAD.items():
        os.environ.setdefault(name, value)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        build()(prog_name="turnwise")
    except Exception as error:
        if DEBUG in sys.argv[1:2]:
            raise
        sys.stderr.write(f"Error: {explain(error)}\n")
        sys.exit(1)


def _options(
    debug: Annotated[bool, typer.Option(DEBUG, help="Show where an unexpected error comes from.")] = False,
) -> None:
    """A customer-service agent that grades itself on every turn."""
    from service.cli.logs import log_to_stderr

    log_to_stderr(debug=debug)


def _name(module: str) -> str:
    return module.rpartition(".")[2]
