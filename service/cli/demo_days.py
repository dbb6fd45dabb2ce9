"""`turnwise demo`: weeks of the demo shop's life, to see the console with something in it."""

from typing import Annotated

import typer

from service.cli import options

app = typer.Typer(name="demo", help="The demo shop with a past: customers, colleagues, grades.", no_args_is_help=True)


@app.callback()
def _demo() -> None:
    """The demo shop with a past: customers, colleagues, grades."""


@app.command("fill")
def fill(
    days: Annotated[int, typer.Option(min=1, max=60, help="So many days up to this moment.")] = 14,
    conversations: Annotated[int, typer.Option(min=1, max=5_000, help="So many customers come.")] = 560,
    seed: Annotated[int, typer.Option(help="The same seed brings the same customers.")] = 7,
    beside: Annotated[
        bool, typer.Option("--beside", help="Fill although there are conversations of your own: they stay.")
    ] = False,
    json: options.Json = False,
) -> None:
    """Fill this installation with weeks of the demo shop: for looking around, never for one that is in use.

    Simulated customers write to the agent in several channels and in both languages; the graders grade every turn, and
    colleagues, who are simulated too, take over where it hands over. Nothing leaves the machine, unless a chat model is
    set: then it is asked as in service. A second time changes nothing. Output with --json: {"filled", "conversations"}.
    """
    from service.cli.filling import filled
    from service.cli.loop import run
    from service.cli.output import emit, tell
    from service.demo_days.fill import Wanted

    wanted = Wanted(days, conversations, seed)
    done = run(filled(wanted, beside=beside))
    if json:
        emit({"filled": done is not None, "conversations": done or 0})
    elif done is None:
        tell("The demo's days are there already: nothing was changed. For new ones begin with an empty data folder.")
    else:
        tell(f"{done} conversations are there. Look at them: turnwise serve --demo")
