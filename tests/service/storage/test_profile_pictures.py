"""Users' profile pictures, and where they turn up."""

from sqlalchemy import delete

from service.policies.routing import RoutingPolicy
from service.storage.conversations.conversations import standing_of
from service.storage.database import Database
from service.storage.desk.entries import list_entries
from service.storage.messages.messages import list_messages
from service.storage.tables import users
from service.storage.users.colleagues import list_colleagues
from service.storage.users.profile_pictures import find_picture, picture_of, remove_picture, set_picture
from service.storage.users.team_list import list_team
from tests.service.storage.conftest import START, World

PICTURE, ANOTHER = b"RIFF one", b"RIFF another"


async def put(database: Database, user_id: str, body: bytes = PICTURE) -> str:
    async with database.write() as connection:
        await set_picture(connection, user_id, body, START)
        path = await picture_of(connection, user_id)
    assert path is not None
    return path


async def body_at(database: Database, path: str) -> bytes | None:
    async with database.read() as connection:
        return await find_picture(connection, path.rpartition("/")[2])


async def test_another_picture_has_another_address_and_ends_the_former(
    database: Database, operators: tuple[str, str]
) -> None:
    first = await put(database, operators[0])
    same = await put(database, operators[1])
    assert await body_at(database, first) == PICTURE

    second = await put(database, operators[0], ANOTHER)

    assert len({first, same, second}) == 3  # the address tells nothing of the picture
    assert await body_at(database, first) is None
    assert (await body_at(database, second), await body_at(database, same)) == (ANOTHER, PICTURE)


async def test_a_removed_picture_is_gone_and_so_is_that_of_a_deleted_user(
    database: Database, operators: tuple[str, str]
) -> None:
    first, second = [await put(database, one) for one in operators]
    async with database.write() as connection:
        assert await remove_picture(connection, operators[0])
        assert not await remove_picture(connection, operators[0])
        assert await picture_of(connection, operators[0]) is None
        await connection.execute(delete(users).where(users.c.id == operators[1]))

    assert await body_at(database, first) is None
    assert await body_at(database, second) is None


async def test_colleagues_see_it_in_every_list(database: Database, operators: tuple[str, str]) -> None:
    path = await put(database, operators[0])

    async with database.read() as connection:
        team = {one.name: one.picture for one in await list_team(connection, START)}
        colleagues = {one.name: one.picture for one in await list_colleagues(connection, RoutingPolicy(), START)}

    assert team == colleagues == {"Mia": path, "Bo": None}


async def test_customers_see_it_beside_what_its_owner_said_and_while_they_have_the_conversation(
    world: World, operators: tuple[str, str]
) -> None:
    mia = operators[0]
    path = await put(world.database, mia)
    await world.turn()
    said = await world.say("And to France?")
    place = said.conversation_id
    await world.claim(place, mia)
    sent = await world.reply(place, mia, "Yes.")
    again = await world.reply(place, mia, "Yes.")
    async with world.database.read() as connection:
        standing = await standing_of(connection, place)
        told = await list_messages(connection, place)
        entries = await list_entries(connection, place)

    assert (standing.operator, standing.picture) == ("Mia", path)
    assert sent.author == again.author
    authors = {one.role: one.author for one in told}
    assert authors["customer"] is authors["agent"] is None
    assert authors["operator"] == sent.author
    assert sent.author is not None
    assert (sent.author.name, sent.author.picture) == ("Mia", path)
    assert {entry.by_picture for entry in entries} == {path}

    await world.close(place)
    async with world.database.read() as connection:
        standing = await standing_of(connection, place)
    assert (standing.operator, standing.picture) == (None, None)
