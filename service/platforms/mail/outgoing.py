"""A reply as a mail, and its way out over SMTP (RFC 5321, 6409) by aiosmtplib."""

import asyncio
import hashlib
import re
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP as WIRE

from aiosmtplib import SMTP, SMTPAuthenticationError, SMTPException, SMTPNotSupported, SMTPResponseException

from service.channel.errors import ChannelError, DeliveryUncertain
from service.channel.interface import Reply
from service.platforms.mail.account import EmailCredentials, MailServer, is_address
from service.platforms.mail.threads import Thread

TIMEOUT_S = 15.0
"""For each answer of the server."""
DEADLINE_S = 30.0
"""For the whole of it."""

_ENHANCED = re.compile(r"^[245]\.\d{1,3}\.\d{1,3}\b")


def mail_of(reply: Reply, credentials: EmailCredentials, name: str) -> EmailMessage:
    """The mail that says it; `name` stands for the sender where the account sets none, and for a missing subject.

    Its Message-ID follows from the reply's id. It calls itself automatic, so that no program answers it (RFC 3834; the
    second header is Exchange's). Raises ChannelError for an address that cannot be written to.
    """
    if not is_address(reply.contact):
        raise ChannelError("The customer's address cannot be written to.", permanent=True)
    thread = Thread.read(reply.thread)
    mail = EmailMessage(policy=WIRE)
    mail["From"] = Address(credentials.sender_name or _line(name), addr_spec=credentials.address)
    mail["To"] = Address(addr_spec=reply.contact)
    mail["Subject"] = f"Re: {thread.subject or _line(name)}"
    mail["Date"] = reply.at
    mail["Message-ID"] = message_id(reply.id, credentials.address)
    if thread.references:
        mail["In-Reply-To"] = thread.references[-1]
        mail["References"] = " ".join(thread.references)
    mail["Auto-Submitted"] = "auto-replied"
    mail["X-Auto-Response-Suppress"] = "OOF, AutoReply"
    mail.set_content(reply.text, cte="base64" if not reply.text.isascii() else "quoted-printable")
    return mail


def message_id(reply_id: str, address: str) -> str:
    """The same for the same reply, so that a repetition can be recognised."""
    return f"<turnwise.{hashlib.sha256(reply_id.encode()).hexdigest()[:40]}@{address.rpartition('@')[2]}>"


async def deliver(mail: EmailMessage, contact: str, server: MailServer) -> None:
    """Hand the mail over. Raises ChannelError, DeliveryUncertain once its text may have been taken."""
    leaving = False
    try:
        async with asyncio.timeout(DEADLINE_S), logged_in(server) as client:
            await client.mail(server.sender)
            await client.rcpt(contact)
            leaving = True
            await client.data(mail.as_bytes())
            leaving = False
    except SMTPResponseException as error:
        raise _refused(error, leaving=leaving) from error
    except (SMTPException, OSError, TimeoutError, ValueError) as error:
        if leaving:
            raise DeliveryUncertain("The mail server did not answer: the message may have arrived.") from error
        raise _failed(error) from error


@asynccontextmanager
async def logged_in(server: MailServer) -> AsyncIterator[SMTP]:
    """A connection to the server, with TLS unless it goes without. Raises the library's errors."""
    client = SMTP(
        hostname=server.host,
        port=server.port,
        timeout=TIMEOUT_S,
        local_hostname=server.sender.rpartition("@")[2],
        use_tls=server.tls == "at_once",
        start_tls=server.tls == "starttls",
        username=server.login or None,
        password=server.password.get_secret_value() if server.login and server.password else None,
    )
    try:
        await client.connect()
        yield client
        with suppress(SMTPException, OSError):  # what was to be sent is taken by now
            await client.quit()
    finally:
        client.close()


async def try_login(server: MailServer) -> None:
    """Log in and leave. Raises ChannelError."""
    try:
        async with asyncio.timeout(DEADLINE_S), logged_in(server):
            return
    except SMTPResponseException as error:
        raise _refused(error, leaving=False) from error
    except (SMTPException, OSError, TimeoutError, ValueError) as error:
        raise _failed(error) from error


def _failed(error: Exception) -> ChannelError:
    if isinstance(error, SMTPNotSupported) or type(error) is SMTPException:
        return ChannelError("The mail server does not offer TLS, or no login that is known here.", permanent=True)
    if isinstance(error, ssl.SSLCertVerificationError) or isinstance(error.__cause__, ssl.SSLCertVerificationError):
        return ChannelError("The mail server's certificate could not be verified.", permanent=True)
    return ChannelError("The mail server could not be reached.", permanent=False)


def _refused(error: SMTPResponseException, *, leaving: bool) -> ChannelError:
    """By the reply's first digit. The server's own sentence is not repeated: it names the customer's address."""
    enhanced = _ENHANCED.match(error.message)
    said = f"SMTP {error.code}" + (f" {enhanced[0]}" if enhanced else "")
    if 400 <= error.code < 500:
        return ChannelError(f"The mail server cannot take messages now ({said}).", permanent=False)
    if 500 <= error.code < 600:
        what = "login" if isinstance(error, SMTPAuthenticationError) else "message"
        return ChannelError(f"The mail server refused the {what} ({said}).", permanent=True)
    if leaving:
        return DeliveryUncertain("The mail server's answer could not be read: the message may have arrived.")
    return ChannelError("The mail server's answer could not be read.", permanent=False)


def _line(text: str) -> str:
    return "".join(char for char in text if char.isprintable())
