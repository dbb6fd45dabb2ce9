"""Tells people, wherever they are: mail, chat and pager services by Apprise (https://github.com/caronc/apprise)."""

import logging
import re
from typing import TYPE_CHECKING

from pydantic import SecretStr

from service.errors import TurnwiseError

if TYPE_CHECKING:
    import apprise

TEST = ("[test] Turnwise alerts", "This is a test: alerts will arrive here.")
"""Title and text of what `turnwise alerts test` sends."""

_WRITES_ADDRESSES = ("apprise", "urllib3")
"""Loggers that say where a message goes: of many services the path alone is the password."""


class BadAddress(TurnwiseError):
    code = "bad_address"


class Notifier:
    """Sends to all addresses of `TURNWISE_ALERTS_TO`. They hold passwords: no log and no error says them."""

    def __init__(self, addresses: SecretStr | None) -> None:
        """Raises BadAddress where Apprise does not know one."""
        given = [one for one in re.split(r"[\s,]+(?=[a-z][a-z0-9+.-]*://)", _plain(addresses)) if one]
        self._count = len(given)
        self._given = given
        if given:
            self._open()

    def __bool__(self) -> bool:
        """Whether there is anybody to tell."""
        return self._count > 0

    async def send(self, title: str, body: str) -> bool:
        """Whether all of them took it."""
        if not self:
            return False
        return bool(await self._open().async_notify(title=title, body=body))

    def _open(self) -> "apprise.Apprise":
        for name in _WRITES_ADDRESSES:
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)
        import apprise  # takes long to import, and most installations start without

        opened = apprise.Apprise()
        for number, address in enumerate(self._given, 1):
            if not opened.add(address):
                raise BadAddress(f"TURNWISE_ALERTS_TO: Apprise does not know what to do with address {number}.")
        return opened


def _plain(addresses: SecretStr | None) -> str:
    return addresses.get_secret_value().strip() if addresses else ""
