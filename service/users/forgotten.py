"""Who has forgotten their password asks for a link; who asks learns nothing of whether there is such a user.

The answer is given before anybody is looked for, so that its time tells nothing either.
"""

import asyncio
import logging

from service.users.link_mails import Language, LinkMails
from service.users.members import Members

log = logging.getLogger(__name__)


class Forgotten:
    """Sends links beside the requests that asked for them."""

    def __init__(self, members: Members, mails: LinkMails) -> None:
        self._members = members
        self._mails = mails
        self._work: set[asyncio.Task[None]] = set()

    @property
    def by_mail(self) -> bool:
        """Whether this installation can send links at all; elsewhere admins give them."""
        return self._mails.missing is None

    def begin(self, email: str, language: Language) -> None:
        """Send the user of this address a link, if there is one who can log in. Returns at once."""
        task = asyncio.create_task(self._send(email, language))
        self._work.add(task)
        task.add_done_callback(self._work.discard)

    async def finish(self) -> None:
        """Wait for what has begun."""
        await asyncio.gather(*self._work)

    async def _send(self, email: str, language: Language) -> None:
        try:
            found = await self._members.forgotten(email)
            if found is None:
                return
            user, link = found
            mailed = await self._mails.send(link, user, "forgotten", language, user.name)
        except Exception:
            log.exception("a password link was not sent")
            return
        if mailed.to is None:
            log.warning("a password link was not sent", extra={"user": user.id, "why": mailed.why or mailed.missing})
