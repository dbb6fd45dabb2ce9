"""Mails to one person, such as an invitation: by the mail server that the installation already sends alerts with.

The address is Apprise's (https://github.com/caronc/apprise/wiki/Notify_email). What is read of it is the server, the
log-in and the sender; whom it names as receivers is nothing to these mails.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP as WIRE
from email.utils import make_msgid
from typing import Literal

from pydantic import SecretStr

from service.channel.errors import ChannelError
from service.notifier import BadAddress, NotTaken, parted
from service.notifiers.apprise import hush
from service.platforms.mail.account import MailServer, is_address
from service.platforms.mail.outgoing import deliver
from service.settings import Settings

Missing = Literal["no_mail", "no_public_url"]
_SCHEMES = ("mailto", "mailtos")
_TLS: dict[str, Literal["at_once", "starttls", "none"]] = {"ssl": "at_once", "starttls": "starttls"}
_NAME = "Turnwise"


@dataclass(frozen=True, slots=True)
class Mailer:
    """Sends mails with links to `site`. Without a server, or where nobody said where the site is, it sends none."""

    server: MailServer | None
    site: str

    @property
    def missing(self) -> Missing | None:
        """What has to be set before mails can be sent."""
        if self.server is None:
            return "no_mail"
        return None if self.site else "no_public_url"

    async def send(self, to: str, subject: str, text: str) -> None:
        """Hand a mail over. Raises NotTaken, whose sentence names neither the address nor anything of the mail."""
        if self.server is None:
            raise NotTaken("no mail server is set", permanent=True)
        if not is_address(to):
            raise NotTaken("mail servers do not take this address", permanent=True)
        try:
            await deliver(_mail(self.server.sender, to, subject, text), to, self.server)
        except ChannelError as error:
            raise NotTaken(error.sentence, permanent=error.permanent) from None


def open_mailer(settings: Settings) -> Mailer:
    """By `TURNWISE_MAIL_URL`, else by the first mail address of `TURNWISE_ALERTS_TO`. Raises BadAddress."""
    site = settings.public_url.rstrip("/")
    if settings.mail_url and settings.mail_url.get_secret_value().strip():
        return Mailer(_server(settings.mail_url.get_secret_value().strip(), "TURNWISE_MAIL_URL"), site)
    alerted = [one for one in parted(settings.alerts_to) if _scheme(one) in _SCHEMES]
    return Mailer(_server(alerted[0], "TURNWISE_ALERTS_TO") if alerted else None, site)


def _server(url: str, setting: str) -> MailServer:
    if _scheme(url) not in _SCHEMES:
        raise BadAddress(f"{setting}: write mailtos://user:password@host?from=sender@host.")
    hush()
    from apprise import Apprise  # takes long to import, and most installations start without
    from apprise.plugins.email import NotifyEmail

    opened = Apprise.instantiate(url)
    if not isinstance(opened, NotifyEmail) or not is_address(opened.from_addr[1]):
        raise BadAddress(f"{setting}: this is no address of a mail server with a sender that mails can come from.")
    tls = _TLS.get(str(opened.secure_mode), "none")
    password = SecretStr(opened.password) if opened.password else None
    return MailServer(opened.from_addr[1], opened.smtp_host, opened.port, tls, opened.user or "", password)


def _scheme(url: str) -> str:
    return url.partition("://")[0].lower()


def _mail(sender: str, to: str, subject: str, text: str) -> EmailMessage:
    """It calls itself automatic, so that no program answers it (RFC 3834; the last header is Exchange's)."""
    mail = EmailMessage(policy=WIRE)
    mail["From"] = Address(_NAME, addr_spec=sender)
    mail["To"] = Address(addr_spec=to)
    mail["Subject"] = "".join(char for char in subject if char.isprintable())
    mail["Date"] = datetime.now(UTC)
    mail["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2])
    mail["Auto-Submitted"] = "auto-generated"
    mail["X-Auto-Response-Suppress"] = "OOF, AutoReply"
    mail.set_content(text, cte="base64" if not text.isascii() else "quoted-printable")
    return mail
