"""What a mailbox is reached with."""

import re
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field, SecretStr

from service.channel.credentials import Credentials, matching

ADDRESS = r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*"
"""An address that goes into a command and a header as it stands: HTML's definition of a valid one."""

IMAPS, SUBMISSIONS = 993, 465
"""The ports where TLS is spoken from the first byte (RFC 8314); on all others it begins with STARTTLS."""

_HOST = r"^[A-Za-z0-9.:_-]+$"
_ONE_LINE = r"^[^\x00-\x1f\x7f]*$"

Address = Annotated[str, Field(max_length=254, pattern=f"^{ADDRESS}$")]
Host = Annotated[str, Field(max_length=253, pattern=_HOST)]
Port = Annotated[int, Field(ge=1, le=65535)]


def is_address(text: str) -> bool:
    """Whether mail can be sent there as it stands."""
    return len(text) <= 254 and re.fullmatch(ADDRESS, text) is not None


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mails of `sender` are handed over. Without a `login` nobody logs in; `none` speaks without TLS."""

    sender: str
    host: str
    port: int
    tls: Literal["at_once", "starttls", "none"]
    login: str = ""
    password: SecretStr | None = None


class EmailCredentials(Credentials):
    """`username` is the `address` where it is left empty. `authserv_id` is the name by which the receiving server signs
    its Authentication-Results; empty, no sender counts as proven. `allow_insecure` speaks without TLS."""

    address: Address
    password: Annotated[SecretStr, matching(r"[\x20-\x7e]+", "needs printable ASCII characters")]
    imap_host: Host
    smtp_host: Host
    imap_port: Port = IMAPS
    smtp_port: Port = SUBMISSIONS
    username: Annotated[str, Field(max_length=254, pattern=r"^[\x20-\x7e]*$")] = ""
    sender_name: Annotated[str, Field(max_length=100, pattern=_ONE_LINE)] = ""
    folder: Annotated[str, Field(min_length=1, max_length=200, pattern=_ONE_LINE)] = "INBOX"
    authserv_id: Annotated[str, Field(max_length=253, pattern=r"^[A-Za-z0-9._-]*$")] = ""
    mark_seen: bool = False
    allow_insecure: bool = False

    @property
    def login(self) -> str:
        """Who logs in to both servers."""
        return self.username or self.address

    @property
    def server(self) -> MailServer:
        """The one that takes replies."""
        tls: Literal["at_once", "starttls", "none"] = "none" if self.allow_insecure else "starttls"
        if self.smtp_port == SUBMISSIONS:
            tls = "at_once"
        return MailServer(self.address, self.smtp_host, self.smtp_port, tls, self.login, self.password)
