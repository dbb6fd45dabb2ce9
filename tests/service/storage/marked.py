"""A customer whose every word, wherever it is kept, holds a mark."""

from dataclasses import replace
from typing import Any

from sqlalchemy import select, update

from graphs.evaluator.grader import Grade, Graded, Stage
from graphs.memory.fact import KINDS, Fact, changes
from graphs.turn import Citation, Contact, HandoffReason, Passage, ToolCall
from service.storage.customers.customers import Contact as Person
from service.storage.database import Database
from service.storage.grading.grades import claim_work, store_grades
from service.storage.memories.forgetting import Erased, forget
from service.storage.memories.memories import Summary, save_summary
from service.storage.messages.answer_rows import Answered
from service.storage.messages.receive import Incoming
from service.storage.tables import conversations, metadata
from service.storage.turns.backlog import load_work
from service.storage.types import new_id
from tests.service.storage.conftest import ANSWER, World

MARK, PLATFORM_ID = "zebra", "zebra-id"
VERSIONS = [("groundedness", "1"), ("resolution", "1")]
TOLD = replace(
    ANSWER,
    reply=f"About {MARK}: within 30 days.",
    contacts=(Contact("email", f"{MARK}@example.com", f"{MARK}@example.com"), Contact("name", MARK, MARK)),
    wishes=(Contact("need", MARK, MARK),),
    passages=(Passage("faq.md", "c1", f"The {MARK} may be returned.", title="FAQ"),),
    citations=(Citation("faq.md", "c1", f"The {MARK} may be returned.", 0, 10),),
    tool_calls=(ToolCall("look_up", {"order": MARK}, "ok", 1.0),),
)


async def everything(database: Database) -> str:
    """All rows of all tables, as text, but for the id by which the platform knows the customer."""
    async with database.read() as connection:
        found = [await connection.execute(select(table)) for table in metadata.sorted_tables]
    return "\n".join(str(tuple(row)) for rows in found for row in rows).replace(PLATFORM_ID, "")


async def said_with_mark(world: World, contact: str = PLATFORM_ID) -> str:
    """A conversation in which every text, wherever it is kept, holds the mark; its id."""
    contacts = Person(world.account, "webhook", contact, name=f"{MARK} Smith")
    (receipt,) = await world.receive(
        Incoming(key=new_id(), where=contacts, text=f"Where is my {MARK}?", at=world.tick())
    )
    conversation_id = receipt.message.conversation_id
    async with world.database.read() as connection:
        work = (await load_work(connection, [conversation_id]))[conversation_id]
    made = changes((), [Fact("name", MARK), Fact("order", MARK)], (), KINDS, world.at)
    handed_over = replace(TOLD, handoff=HandoffReason.CUSTOMER_REQUEST, answered=False)
    await world.commit(
        Answered(
            conversation_id=conversation_id,
            asked=work.asked,
            outcome=handed_over,
            held=False,
            at=world.tick(),
            changes=made,
        )
    )
    async with world.database.write() as connection:
        await save_summary(connection, world.database, conversation_id, Summary(), Summary(1, (), f"A {MARK}.", "m"))
        await connection.execute(update(conversations).values(source={"page": f"https://shop.example/?q={MARK}"}))
        jobs = await claim_work(connection, world.process, VERSIONS, world.at, 10)
        results = [
            (job.turn_id, Graded("groundedness", "1", Stage.REPLY, Grade("passed", 1.0, MARK, (MARK,)), 1.0))
            for job in jobs
        ]
        await store_grades(connection, world.process, results, world.at)
    return conversation_id


async def customer_of(world: World, conversation_id: str) -> str:
    return str((await world.conversation(conversation_id)).customer_id)


async def forgotten(world: World, conversation_id: str, **changes: Any) -> Erased:
    customer_id = await customer_of(world, conversation_id)
    async with world.database.write() as connection:
        return await forget(connection, customer_id, "mia@example.com", world.tick(), **changes)
