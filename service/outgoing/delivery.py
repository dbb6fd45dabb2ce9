"""One attempt to give a platform one reply, and what its end means: sent, try again later, failed, or uncertain."""

import asyncio
import logging
import random
from datetime import timedelta
from typing import Any

from graphs.choices import numbered
from knowledge.language import detect
from service.accounts.accounts import Accounts
from service.accounts.allowance import NotInWindow, ensure_allowed
from service.channel.cards import CardLanguage, LeadCard
from service.channel.errors import ChannelError, DeliveryUncertain
from service.channel.facts import own_lead_card
from service.channel.interface import Account, Channel, Delivered, Reply, shown_by
from service.channel.line import Line
from service.channel.sent_files import SentFile
from service.channel.split import split
from service.errors import NotFound, TurnwiseError
from service.outgoing.file_links import FileLinks
from service.outgoing.files import FileDelivery, send_file
from service.storage.accounts.settings import get_settings
from service.storage.database import Database
from service.storage.outgoing.outbox import PERHAPS, Attempt, Fault, Outgoing, split_into
from service.storage.outgoing.spoken import load_spoken
from service.storage.types import now
from service.texts import clean

log = logging.getLogger(__name__)

FIRST_RETRY_S = 2.0
LONGEST_RETRY_S = 900.0
LONGEST_SEND_S = 60.0


class Delivery:
    """Attempts deliveries; whatever a channel raises is an end, never an error of the outbox."""

    def __init__(self, database: Database, accounts: Accounts, line: Line, links: FileLinks, max_attempts: int) -> None:
        self._database = database
        self._files = FileDelivery(database, links)
        self._accounts = accounts
        self._line = line
        self._max_attempts = max_attempts

    async def attempt(self, outgoing: Outgoing) -> Attempt:
        """Send it once, the first part of it where it is too long for the platform."""
        try:
            account = await self._accounts.by_id(outgoing.account_id)
            channel = self._accounts.channels[account.channel]
            if _forgotten(outgoing, channel):
                reason = "it may have arrived, and it is too long ago for the platform to recognise it"
                return Attempt(state="uncertain", fault=outgoing.fault, error=reason)
            reply = await self._prepare(outgoing, channel)
            file = await self._files.load(outgoing) if outgoing.file_id else None
        except NotFound as error:  # the account is gone, or its channel
            return Attempt(state="failed", fault="no_account", error=error.detail)
        except NotInWindow as error:
            return Attempt(state="failed", fault=error.fault, error=error.sentence)
        except ChannelError as error:  # its file is gone
            return self._refused(outgoing, error)
        except TurnwiseError as error:  # it cannot be opened, by this process or for now
            return self._refused(outgoing, ChannelError(error.detail, permanent=False))
        except Exception as error:  # nothing has left
            log.exception("a reply could not be prepared", extra={"conversation": outgoing.conversation_id})
            reason = f"the reply could not be prepared: {type(error).__name__}"
            return self._refused(outgoing, ChannelError(reason, permanent=False))
        try:
            delivered = await self._send(channel, reply, account, file)
        except ChannelError as error:
            return self._refused(outgoing, error)
        return Attempt(state="sent", external_id=_storable(delivered.external_id or ""), sent_at=now())

    async def _prepare(self, outgoing: Outgoing, channel: Channel[Any]) -> Reply:
        """Raises NotInWindow where the platform would take no more, or not all of it."""
        text, choices = outgoing.text, outgoing.choices
        if choices and "choices" not in shown_by(channel):
            text, choices = numbered(text, choices, detect(text)), ()
        lead = await self._lead(outgoing, channel)
        parts = split(text, channel.text_limit)
        if lead and text and own_lead_card(channel):
            parts = [*parts, ""]  # the card is a message by itself
        if channel.window:
            async with self._database.read() as connection:
                spoken = await load_spoken(connection, outgoing.conversation_id, but=outgoing.id)
            ensure_allowed(channel.window, spoken, len(parts), now())
        if len(parts) > 1:
            async with self._database.write() as connection:
                await split_into(connection, outgoing, parts, choices)
        return Reply(
            id=outgoing.id,
            contact=outgoing.contact,
            text=parts[0] if parts else text,
            at=outgoing.at,
            thread=outgoing.thread,
            choices=choices if len(parts) < 2 else (),
            lead=lead if len(parts) < 2 else None,
        )

    async def _lead(self, outgoing: Outgoing, channel: Channel[Any]) -> LeadCard | None:
        """The form for what the text asks for, on platforms that show one."""
        if not outgoing.asks or "lead" not in shown_by(channel):
            return None
        language: CardLanguage = "zh" if detect(outgoing.text) == "zh" else "en"
        if not own_lead_card(channel):
            return LeadCard(outgoing.asks, language=language)
        async with self._database.read() as connection:
            made = (await get_settings(connection, outgoing.account_id)).document.lead_card
        fields = tuple(one for one in outgoing.asks if one in own_lead_card(channel))
        return LeadCard(fields, made, language) if made and fields else None

    async def _send(
        self, channel: Channel[Any], reply: Reply, account: Account[Any], file: SentFile | None
    ) -> Delivered:
        """Raises ChannelError only; a channel's own fault comes at an unknown moment: the reply may have arrived."""
        try:
            async with asyncio.timeout(LONGEST_SEND_S):
                if file is not None:
                    return await send_file(channel, file, reply, account, self._line)
                return await channel.send(reply, account, self._line)
        except ChannelError:
            raise
        except asyncio.CancelledError as error:
            task = asyncio.current_task()
            if task and task.cancelling():
                raise  # this process stops
            raise DeliveryUncertain("the channel broke off") from error
        except Exception as error:
            log.exception("channel %s failed while it was sending", account.channel)
            raise DeliveryUncertain(f"the channel failed: {type(error).__name__}") from error

    def _refused(self, outgoing: Outgoing, error: ChannelError) -> Attempt:
        unclear, sentence = isinstance(error, DeliveryUncertain), _storable(error.sentence)
        idempotent = self._accounts.channels[outgoing.channel].idempotent if unclear else False
        if outgoing.attempts >= self._max_attempts or (error.permanent and not idempotent):
            fault: Fault = "unclear" if unclear else ("refused" if error.permanent else "tried_out")
            return Attempt(state="uncertain" if unclear else "failed", fault=fault, error=sentence)
        wait_s = error.retry_after_s if error.retry_after_s is not None else retry_wait_s(outgoing.attempts)
        return Attempt(
            state="pending",
            fault="unclear" if unclear or outgoing.fault in PERHAPS else None,
            error=sentence,
            not_before=now() + timedelta(seconds=wait_s),
            told_to_wait=error.retry_after_s is not None,
        )


def remembers(channel: Channel[Any]) -> timedelta | None:
    """How long an `idempotent` platform recognises a reply's `id`; None where it sets no end."""
    return getattr(channel, "remembers", None)


def _forgotten(outgoing: Outgoing, channel: Channel[Any]) -> bool:
    """May it have arrived without the platform knowing it when it comes again? It was tried no sooner than said."""
    lasts = remembers(channel)
    return outgoing.fault in PERHAPS and lasts is not None and now() - outgoing.at > lasts


def retry_wait_s(attempts: int) -> float:
    """Seconds until the next attempt: doubling from 2 s up to 15 minutes, with half of it left to chance.

    The jitter keeps replies that failed together from coming back together.
    """
    longest_s: float = min(FIRST_RETRY_S * 2.0 ** (attempts - 1), LONGEST_RETRY_S)
    return longest_s * (0.5 + random.random() / 2)  # noqa: S311 - not a secret


def _storable(said: str) -> str:
    """What a platform said, without what a database refuses: control characters and halves of characters."""
    return clean(said.encode(errors="replace").decode())
