"""Who writes in: customers and their identities in channel accounts, found or entered, many at a time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from service.storage.customers.people import join_verified
from service.storage.database import upsert
from service.storage.padding import padded
from service.storage.tables import customers, identities
from service.storage.types import new_id

NAME_CHARS = 200
CONTACT_CHARS = 255
"""Of a platform's id, of a person too."""

PAGE = 16
"""So many identities are entered by one statement: each number of them is a statement of its own to PostgreSQL."""

Place = tuple[str, str]
"""An account and the platform's id of somebody in it."""


@dataclass(frozen=True, slots=True)
class Contact:
    """A person as a channel account knows them: `external_id` is the platform's id, unique within the account.

    `person` is the platform's verified name of the same person over several accounts, with its kind before it.
    """

    account_id: str
    channel: str
    external_id: str
    name: str | None = None
    person: str | None = None

    @property
    def place(self) -> Place:
        """What tells it from every other one, whatever is told of the person."""
        return self.account_id, self.external_id


@dataclass(frozen=True, slots=True)
class Customer:
    """The customer behind a contact; `new` says that they were entered just now, so nothing else is known of them."""

    id: str
    new: bool


async def customer_of(connection: AsyncConnection, contact: Contact, at: datetime) -> str:
    """The id of the customer behind one contact, as `customers_of` has it."""
    return (await customers_of(connection, {contact: at}))[contact].id


async def customers_of(connection: AsyncConnection, contacts: Mapping[Contact, datetime]) -> dict[Contact, Customer]:
    """The customers behind these contacts, entered now where nobody is; the contacts stay locked until the commit.

    So nobody else can start a conversation with them meanwhile. Entered and locked in one order: two batches in two
    processes would block each other else.
    """
    people = by_place(contacts)
    names = await _names(connection, people)
    new = {place: new_id() for place in people if place not in names}
    if new:
        entered = [
            {
                "id": customer_id,
                "name": next((one.name for one in people[place] if one.name), None),
                "created_at": min(contacts[one] for one in people[place]),
            }
            for place, customer_id in new.items()
        ]
        await connection.execute(insert(customers), entered)
    found = await _locked(connection, people, {place: name[0] for place, name in names.items()} | new)
    # Another process may have entered one at this very moment.
    if needless := [customer_id for place, customer_id in new.items() if found[place][0] != customer_id]:
        await connection.execute(delete(customers).where(customers.c.id.in_(needless)))
    result: dict[Contact, Customer] = {}
    for place, those in people.items():
        customer_id, person = found[place]
        is_new = new.get(place) == customer_id
        result |= dict.fromkeys(those, Customer(customer_id, is_new))
        name = next((one.name for one in those if one.name), None)
        if name and not is_new and not names.get(place, ("", None))[1]:
            unnamed = (customers.c.id == customer_id, customers.c.name.is_(None))
            await connection.execute(update(customers).where(*unnamed).values(name=name))
        given = _person_of(those)
        if given and (is_new or given != person):
            if not is_new:
                own = (identities.c.account_id == place[0], identities.c.external_id == place[1])
                await connection.execute(update(identities).where(*own).values(person=given))
            await join_verified(connection, customer_id, given, min(contacts[one] for one in those))
    return result


def by_place(contacts: Iterable[Contact]) -> dict[Place, list[Contact]]:
    """The contacts in the one order in which they are locked; a person may be told of in several ways."""
    people: dict[Place, list[Contact]] = {}
    for contact in sorted(contacts, key=lambda one: one.place):
        people.setdefault(contact.place, []).append(contact)
    return people


def by_account(places: Iterable[Place]) -> dict[str, list[str]]:
    """The platform's ids by account."""
    found: dict[str, list[str]] = {}
    for account_id, external_id in places:
        found.setdefault(account_id, []).append(external_id)
    return found


def _person_of(those: Sequence[Contact]) -> str | None:
    return next((one.person for one in reversed(those) if one.person), None)


async def _names(connection: AsyncConnection, places: Iterable[Place]) -> dict[Place, tuple[str, str | None]]:
    """Who is entered, with their customer's id and name."""
    found: dict[Place, tuple[str, str | None]] = {}
    for account_id, external_ids in by_account(places).items():
        rows = await connection.execute(
            select(identities.c.external_id, identities.c.customer_id, customers.c.name)
            .join(customers, customers.c.id == identities.c.customer_id)
            .where(identities.c.account_id == account_id, identities.c.external_id.in_(padded(external_ids)))
        )
        found |= {(account_id, row.external_id): (row.customer_id, row.name) for row in rows}
    return found


async def _locked(
    connection: AsyncConnection, people: Mapping[Place, Sequence[Contact]], customer_ids: Mapping[Place, str]
) -> dict[Place, tuple[str, str | None]]:
    """The customer's id and the person of each identity, entered with this customer where there is none.

    The update of what is there changes nothing: it locks the row, in its place among those that are entered.
    """
    entering = upsert(connection, identities)
    rows = await connection.execute(
        entering.on_conflict_do_update(
            index_elements=["account_id", "external_id"], set_={"external_id": entering.excluded.external_id}
        ).returning(identities.c.account_id, identities.c.external_id, identities.c.customer_id, identities.c.person),
        [
            {
                "id": new_id(),
                "customer_id": customer_ids[account_id, external_id],
                "account_id": account_id,
                "external_id": external_id,
                "person": _person_of(those),
            }
            for (account_id, external_id), those in people.items()
        ],
        execution_options={"insertmanyvalues_page_size": PAGE},
    )
    return {(row.account_id, row.external_id): (row.customer_id, row.person) for row in rows}
