"""`turnwise rules`: what quality managers demand of replies, tried, put in force, appealed against, scored."""

from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

from service.cli import options

app = typer.Typer(
    name="rules",
    help="Rules that quality managers write (docs/rules.md): tried on past turns, put in force, appealed against.",
    no_args_is_help=True,
)
Severity = Literal["info", "minor", "major", "critical"]
State = Literal["counted", "appealed", "upheld", "withdrawn"]
File = Annotated[Path, typer.Argument(metavar="FILE.yaml", help="A set of rules.", exists=True, dir_okay=False)]
HitId = Annotated[str, typer.Argument(metavar="HIT", help="The hit's id, as `turnwise rules hits` lists it.")]
Note = Annotated[str, typer.Option("--note", "-n", help="Why.")]
Since = Annotated[
    datetime | None, typer.Option(parser=options.read_time, metavar=options.TIME, help="Turns from then on (UTC).")
]
Until = Annotated[
    datetime | None, typer.Option(parser=options.read_time, metavar=options.TIME, help="Turns before then (UTC).")
]


@app.command("list")
def list_rules(json: options.Json = False) -> None:
    """List the rules in force, and those that come with the product and are switched off.

    Output lines: {"rule", "title", "kind", "severity", "points", "active", "pack"}; `title` is {"en", "zh"}, `pack`
    null for rules of your own.
    """
    from service.cli.loop import run
    from service.cli.ruling import list_all

    run(list_all(as_json=json))


@app.command("show")
def show(number: Annotated[int | None, typer.Argument(min=0, help="Of the history; those in force.")] = None) -> None:
    """Print the document in force as YAML, or that of a number of the history: a start for one of your own."""
    from service.cli.loop import run
    from service.cli.ruling import print_document

    run(print_document(number))


@app.command("check")
def check(file: File, json: options.Json = False) -> None:
    """Say what is wrong with a set of rules, by line and field, and try each rule on its examples.

    Exit code 1 where anything is wrong. Output lines: {"file", "line", "field", "problem"}; line is null for examples
    that come out otherwise than they say.
    """
    from service.cli.loop import run
    from service.cli.rule_files import check_file

    run(check_file(file, as_json=json))


@app.command("try")
def try_file(
    file: File,
    since: Since = None,
    limit: Annotated[int, typer.Option(min=1, help="At most so many turns, the latest.")] = 100_000,
    show: Annotated[int, typer.Option(min=0, help="So many examples of each rule.")] = 5,
    json: options.Json = False,
) -> None:
    """Try a set of rules on past turns: what it would have hit. Nothing is stored.

    Output lines: {"rule", "hits", "turns", "examples": [{"turn_id", "conversation_id", "at", "quote", "reason"}]}, then
    {"turns", "turns_hit"}.
    """
    from service.cli.loop import run
    from service.cli.rule_files import try_on_past

    run(try_on_past(file, options.moment(since), limit, show, as_json=json))


@app.command("activate")
def activate(file: File, json: options.Json = False) -> None:
    """Put a set of rules in force, once it is sound: turns are graded by it from now on, past ones are not.

    Output line: {"number"}.
    """
    from service.cli.loop import run
    from service.cli.rule_files import activate_file

    run(activate_file(file, as_json=json))


@app.command("deactivate")
def deactivate(
    rule: Annotated[list[str] | None, typer.Argument(metavar="RULE", help="Rules by id; all by default.")] = None,
    json: options.Json = False,
) -> None:
    """Switch rules off. Output line: {"number"}."""
    from service.cli.loop import run
    from service.cli.ruling import switch_off

    run(switch_off(rule or ["*"], as_json=json))


@app.command("history")
def history(json: options.Json = False) -> None:
    """List what was put in force when, and by whom. Output lines: {"number", "at", "by", "rules", "packs"}."""
    from service.cli.loop import run
    from service.cli.ruling import list_history

    run(list_history(as_json=json))


@app.command("rollback")
def rollback(
    number: Annotated[int, typer.Argument(min=0, help="Of the history; 0 for the starter rules.")],
    json: options.Json = False,
) -> None:
    """Put former rules in force again, under a new number. Output line: {"number"}."""
    from service.cli.loop import run
    from service.cli.ruling import roll_back

    run(roll_back(number, as_json=json))


@app.command("hits")
def hits(
    rule: Annotated[str | None, typer.Option(help="Of this rule.")] = None,
    severity: Annotated[Severity | None, typer.Option(help="Of this severity.")] = None,
    state: Annotated[State | None, typer.Option(help="What became of it.")] = None,
    operator: Annotated[str | None, typer.Option(help="Of this operator's replies (e-mail), or `agent`.")] = None,
    conversation: Annotated[str | None, typer.Option(help="Of this conversation.")] = None,
    since: Since = None,
    until: Until = None,
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="At most so many, the latest.")] = 100,
    json: options.Json = False,
) -> None:
    """List hits, the latest first.

    Output lines: {"id", "rule", "title", "severity", "points", "operator", "conversation_id", "turn_id", "reply",
    "start", "end", "quote", "reason", "at", "state", "version", "appeal", "resolution"}; `operator` null is the agent,
    `appeal` and `resolution` are null or {"by", "at", "note"}.
    """
    from service.cli.loop import run
    from service.cli.rule_results import list_hits

    wanted = {"rule": rule, "severity": severity, "state": state, "operator": operator, "conversation_id": conversation}
    run(list_hits(wanted, options.moment(since), options.moment(until), limit, as_json=json))


@app.command("appeal")
def appeal(hit: HitId, note: Note) -> None:
    """Object to a hit. It counts until somebody withdraws it."""
    from service.cli.loop import run
    from service.cli.rule_results import appeal_hit

    run(appeal_hit(hit, note))


@app.command("resolve")
def resolve(
    hit: HitId,
    resolution: Annotated[Literal["upheld", "withdrawn"], typer.Argument(help="Whether the hit stands.")],
    note: Annotated[str, typer.Option("--note", "-n", help="Why.")] = "",
) -> None:
    """Decide on a hit: one that is withdrawn does not count."""
    from service.cli.loop import run
    from service.cli.rule_results import resolve_hit

    run(resolve_hit(hit, resolution, note))


@app.command("scores")
def scores(
    by: Annotated[Literal["operator", "conversation"], typer.Option(help="Whose scores.")] = "operator",
    since: Since = None,
    until: Until = None,
    limit: Annotated[int, typer.Option(min=1, help="At most so many.")] = 100,
    json: options.Json = False,
) -> None:
    """Show score cards, the lowest first: 100 minus the points of the hits, the mean over conversations.

    Output lines: {"key", "score", "hits", "n", "conversations", "compliance": {"value", "n", "successes", "low",
    "high"}}; `key` is an operator's e-mail address, null for the agent, or a conversation; `n` counts judged turns.
    """
    from service.cli.loop import run
    from service.cli.rule_results import show_scores

    run(show_scores(by, options.moment(since), options.moment(until), limit, as_json=json))
