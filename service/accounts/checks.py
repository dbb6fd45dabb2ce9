"""Trying an account out: who the platform says it is, and a test message to somebody who wrote before."""

import asyncio
import logging
from dataclasses import dataclass

from service.accounts.accounts import Accounts
from service.accounts.allowance import NotInWindow, ensure_allowed
from service.channel.errors import ChannelError, DeliveryUncertain
from service.channel.interface import CheckedChannel, Reply
from service.channel.line import Line
from service.channel.split import split
from service.errors import NotAllowedNow, NotFound, TurnwiseError
from service.storage.accounts.traffic import find_contact
from service.storage.database import Database
from service.storage.outgoing.spoken import load_spoken
from service.storage.types import new_id, now

log = logging.getLogger(__name__)

CHECK_S = 20.0


class NotSent(TurnwiseError):
    """The platform did not take the test message; `detail` is why."""

    code = "not_sent"


@dataclass(frozen=True, slots=True)
class Checked:
    """`who` the platform says the account is, or the `problem`; both None where it cannot be asked."""

    who: str | None = None
    problem: str | None = None


async def check_account(accounts: Accounts, line: Line, account_id: str) -> Checked:
    """Ask the platform. Raises NotFound."""
    stored = await accounts.stored(account_id)
    channel = accounts.channels[stored.channel]
    if not isinstance(channel, CheckedChannel):
        return Checked()
    try:
        async with asyncio.timeout(CHECK_S):
            return Checked(who=await channel.check(accounts.open(stored), line))
    except DeliveryUncertain:
        return Checked(problem="The platform's answer did not come, or could not be read.")
    except ChannelError as error:
        return Checked(problem=error.sentence)
    except TurnwiseError as error:
        return Checked(problem=error.detail)
    except TimeoutError:
        return Checked(problem=f"The platform did not answer within {CHECK_S:.0f} seconds.")
    except Exception as error:
        log.exception("an account of %s could not be checked", stored.channel)
        return Checked(problem=f"The check failed: {type(error).__name__}.")


async def send_test(
    database: Database, accounts: Accounts, line: Line, account_id: str, contact: str, text: str
) -> str | None:
    """Send a text that is part of no conversation; return the platform's id of it, where it gives one.

    Raises NotFound where nobody of that name wrote to the account, NotAllowedNow where the platform takes no reply to
    them any more or the text is too long for one message, and NotSent.
    """
    account = await accounts.by_id(account_id)
    channel = accounts.channels[account.channel]
    async with database.read() as connection:
        known = await find_contact(connection, account_id, contact)
        if known is None:
            raise NotFound("Nobody of that name has written to this account.")
        spoken = await load_spoken(connection, known.conversation_id) if channel.window else None
    if channel.window and spoken:
        try:
            ensure_allowed(channel.window, spoken, 1, now())
        except NotInWindow as error:
            raise NotAllowedNow(error.sentence) from error
    if len(split(text, channel.text_limit)) > 1:
        raise NotAllowedNow("The text is too long for one message of this platform.")
    reply = Reply(id=new_id(), contact=known.contact, text=text, at=now(), thread=known.thread)
    try:
        async with asyncio.timeout(CHECK_S):
            return (await channel.send(reply, account, line)).external_id
    except ChannelError as error:
        raise NotSent(error.sentence) from error
    except TimeoutError as error:
        raise NotSent("The platform did not answer in time: the message may have arrived.") from error
