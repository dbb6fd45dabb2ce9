"""Mail, chat and pager services by Apprise (https://github.com/caronc/apprise/wiki), whose addresses these are."""

import logging
from typing import TYPE_CHECKING

import httpx

from service.notifier import Notice, Notifier, NotTaken

if TYPE_CHECKING:
    import apprise

_WRITES_ADDRESSES = ("apprise", "urllib3")
"""Loggers that say where a message goes: of many services the path alone is the password."""


def hush() -> None:
    """Let nothing of what these loggers say be written: before Apprise is given an address."""
    for name in _WRITES_ADDRESSES:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)


class AppriseNotifier:
    """Every address that no other notifier takes."""

    schemes: frozenset[str] = frozenset()

    def open(self, address: str) -> "AppriseTell":
        """Raises ValueError where Apprise does not know such an address."""
        hush()
        import apprise  # takes long to import, and most installations start without

        opened = apprise.Apprise(asset=apprise.AppriseAsset(app_id="Turnwise", app_desc="Turnwise"))
        if not opened.add(address):
            raise ValueError("Apprise does not know what to do with it.")
        return AppriseTell(opened)


class AppriseTell:
    """One address; Apprise does not say why it was not reached."""

    def __init__(self, opened: "apprise.Apprise") -> None:
        self._opened = opened

    async def __call__(self, notice: Notice, http: httpx.AsyncClient) -> None:
        """Title and text, as the service shows them: what looks like markup in them is text. Raises NotTaken."""
        # Without the format mails take it for HTML: lines would run together, and a name could hold a picture.
        if not await self._opened.async_notify(title=notice.title, body=notice.text, body_format="text"):
            raise NotTaken("the service did not take it")


notifier: Notifier = AppriseNotifier()
