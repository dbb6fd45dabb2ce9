"""What `turnwise customer person|join|part` do."""

from service.cli.failing import fail
from service.cli.output import emit, screen, tell
from service.resources import open_database
from service.settings import Settings
from service.storage.customers.acquaintances import identities_of
from service.storage.customers.people import join, part, person_of
from service.storage.memories.forgetting import BY_COMMAND_LINE
from service.storage.types import now


async def show_person(customer_id: str, *, as_json: bool) -> None:
    """Print a line for each identity of the person."""
    async with open_database(Settings()) as database, database.read() as connection:
        known = await identities_of(connection, await person_of(connection, customer_id))
    if not known:
        fail(f"there is no customer {customer_id}")
    for one in known:
        if as_json:
            record = {"customer_id": one.customer_id, "name": one.name, "channel": one.channel}
            emit(record | {"account": one.account, "contact": one.contact, "since": one.since.isoformat()})
        else:
            screen().print(f"{one.customer_id}  {one.channel:<12} {one.account}  {one.name or ''} {one.contact or ''}")


async def join_two(customer_id: str, other: str) -> None:
    """Join two customers. Raises NotFound, InvalidRequest."""
    async with open_database(Settings()) as database, database.write() as connection:
        joined = await join(connection, customer_id, other, "operator", BY_COMMAND_LINE, now())
    tell("They are one person now." if joined else "They were one person already.")


async def part_one(customer_id: str) -> None:
    """Part a customer from the others of the person. Raises NotFound."""
    async with open_database(Settings()) as database, database.write() as connection:
        parted = await part(connection, customer_id, BY_COMMAND_LINE, now())
    tell("This customer is a person of their own now." if parted else "This customer was alone already.")
