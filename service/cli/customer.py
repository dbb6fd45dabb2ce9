"""`turnwise customer`: what is remembered of a customer, and its deletion at their wish."""

from typing import Annotated

import typer

from service.cli import options

app = typer.Typer(
    name="customer", help="What is remembered of a customer, and its deletion at their wish.", no_args_is_help=True
)
CustomerId = Annotated[str, typer.Argument(metavar="ID", help="The customer's id, as the console and the API name it.")]


@app.command("show")
def show(customer_id: CustomerId, json: options.Json = False) -> None:
    """List the facts that a customer told, with their source and until when they are kept.

    Exit code 1 where there is no such customer.
    Output lines: {"type", "value", "conversation_id", "turn_id", "at", "expires_at"}.
    """
    from service.cli.loop import run

    run(_show(customer_id, as_json=json))


@app.command("forget")
def forget(
    customer_id: CustomerId,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask first.")] = False,
    json: options.Json = False,
) -> None:
    """Delete everything that a customer told: messages' texts, contact details, facts, summaries.

    It cannot be brought back. Counts and grades stay, without texts. Exit code 1 where nothing was deleted: there is
    no such customer, or the answer to the question was no; 2 where nobody can be asked and --yes is missing.
    Output line: {"customer_id", "conversations", "messages"}.
    """
    import sys

    from service.cli.failing import fail, misused
    from service.cli.loop import run

    if not yes and not sys.stdin.isatty():
        misused("say --yes: there is nobody to ask whether everything is to be deleted")
    if not yes and not typer.confirm(f"Delete everything that customer {customer_id} told?", err=True):
        fail("nothing was deleted")
    run(_forget(customer_id, as_json=json))


@app.command("person")
def person(customer_id: CustomerId, json: options.Json = False) -> None:
    """List who this customer is known as: all identities of the person, this customer's first.

    Output lines: {"customer_id", "name", "channel", "account", "contact", "since"}.
    """
    from service.cli.joining import show_person
    from service.cli.loop import run

    run(show_person(customer_id, as_json=json))


@app.command("join")
def join(
    customer_id: CustomerId, other: Annotated[str, typer.Argument(metavar="OTHER", help="The other one.")]
) -> None:
    """Say that two customers are one person. Nothing of either is rewritten: `customer part` undoes it."""
    from service.cli.joining import join_two
    from service.cli.loop import run

    run(join_two(customer_id, other))


@app.command("part")
def part(customer_id: CustomerId) -> None:
    """Make a customer a person of their own again; the others of the person stay together."""
    from service.cli.joining import part_one
    from service.cli.loop import run

    run(part_one(customer_id))


async def _show(customer_id: str, *, as_json: bool) -> None:
    from service.cli.output import emit, screen
    from service.resources import open_database
    from service.settings import Settings
    from service.storage.customers.people import must_exist
    from service.storage.memories.facts import list_facts
    from service.storage.types import now

    async with open_database(Settings()) as database, database.read() as connection:
        await must_exist(connection, customer_id)
        facts = await list_facts(connection, customer_id, now())
    for one in facts:
        until = one.expires_at.isoformat() if one.expires_at else None
        if as_json:
            record = {"type": one.type, "value": one.value, "conversation_id": one.conversation_id}
            emit(record | {"turn_id": one.turn_id, "at": one.at.isoformat(), "expires_at": until})
        else:
            kept = f"until {one.expires_at:%Y-%m-%d}" if one.expires_at else "for good"
            screen().print(f"{one.type:<12} {one.value}  told {one.at:%Y-%m-%d}, kept {kept}")
    if not facts and not as_json:
        screen().print("Nothing is remembered of this customer.")


async def _forget(customer_id: str, *, as_json: bool) -> None:
    from service.cli.output import emit, tell
    from service.live import Live
    from service.resources import open_database
    from service.retention.forgetting import Forgetting
    from service.settings import Settings
    from service.storage.memories.forgetting import BY_COMMAND_LINE

    async with open_database(Settings()) as database:
        erased = await Forgetting(database, Live()).forget(customer_id, BY_COMMAND_LINE)
    if as_json:
        emit({"customer_id": customer_id, "conversations": len(erased.conversation_ids), "messages": erased.messages})
    else:
        told = f"{erased.messages} messages in {len(erased.conversation_ids)} conversations"
        tell(f"Deleted: {told}, and all else that they told.")
