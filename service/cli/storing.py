"""A turn that the command line had answered, written down like any other."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from graphs.agent.state import Outcome, Question
from graphs.turn import Contact
from service.storage.accounts.accounts import CLI, own_account
from service.storage.customers.customers import Contact as Person
from service.storage.database import Database
from service.storage.grading.grading import GradingPlan
from service.storage.messages.answer_rows import Answered
from service.storage.messages.receive import Incoming, Receipt, receive
from service.storage.messages.transcripts import start_with_history
from service.storage.turns.answers import commit_turns
from service.storage.types import new_id, now


async def store_turn(
    database: Database, plan: GradingPlan, question: Question, outcome: Outcome, lead: Sequence[Contact]
) -> str:
    """Store it as a conversation of its own by a customer of its own, all at once; return the conversation's id.

    What was said before is stored as said, without turns: it was answered elsewhere and is not graded here.
    """
    # The agent has just answered: it was asked as long ago as it took.
    at, writer = now() - timedelta(milliseconds=outcome.timings.total_ms), new_id()
    async with database.write() as connection:
        account = await own_account(connection, database, CLI)
        person = Person(account.id, CLI, new_id())
        conversation_id = await start_with_history(connection, person, question.get("history", ()), at)
        said = [Incoming(new_id(), conversation_id, message.text, at) for message in question["asked"]]
        receipts = await receive(connection, said, writer)
        asked = tuple(receipt.message for receipt in receipts if isinstance(receipt, Receipt))
        kept = replace(outcome, contacts=tuple(lead))
        answered = Answered(conversation_id=conversation_id, asked=asked, outcome=kept, held=False, at=now())
        await commit_turns(connection, database, plan, writer, [answered])
    return conversation_id
