"""A mailbox and a mail server on localhost: IMAP as far as the channel speaks it, SMTP by aiosmtpd."""

import asyncio
import re
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

PASSWORD = "correct horse"
ARRIVED = "31-Jan-2026 08:00:00 +0000"


@dataclass
class FakeImap:
    """One folder: `mails` by UID with `dates`. `commands` are what was asked for, without tags."""

    mails: dict[int, bytes] = field(default_factory=dict)
    dates: dict[int, str] = field(default_factory=dict)
    validity: int = 7
    wants_id: bool = False
    commands: list[str] = field(default_factory=list)
    port: int = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"* OK ready\r\n")
        known = False
        while line := (await reader.readline()).decode().strip():
            tag, _, command = line.partition(" ")
            self.commands.append(command)
            name = command.split(" ")[1 if command.startswith("UID ") else 0].upper()
            done = "OK done"
            match name:
                case "CAPABILITY":
                    writer.write(b"* CAPABILITY IMAP4rev1" + (b" ID" if self.wants_id else b"") + b"\r\n")
                case "LOGIN":
                    done = "OK in" if command.endswith(f'"{PASSWORD}"') else "NO [AUTHENTICATIONFAILED] no"
                case "ID":
                    known = True
                    writer.write(b"* ID NIL\r\n")
                case "SELECT" | "EXAMINE" if self.wants_id and not known:
                    done = "NO Unsafe Login. Please contact kefu@188.com for help"
                case "SELECT" | "EXAMINE":
                    writer.write(f"* {len(self.mails)} EXISTS\r\n* OK [UIDVALIDITY {self.validity}] valid\r\n".encode())
                    writer.write(f"* OK [UIDNEXT {max(self.mails, default=0) + 1}] next\r\n".encode())
                case "SEARCH":
                    writer.write(f"* SEARCH {' '.join(map(str, self._found(command)))}\r\n".encode())
                case "FETCH":
                    writer.write(self._fetched(command))
                case "LOGOUT":
                    writer.write(b"* BYE\r\n")
            writer.write(f"{tag} {done}\r\n".encode())
            await writer.drain()
        writer.close()

    def _found(self, command: str) -> list[int]:
        """RFC 3501, 6.4.8: a range with * holds the last mail, whatever stands before it. In no order."""
        first = int(re.search(r"UID (\d+):\*", command)[1])  # type: ignore[index]
        found = [uid for uid in self.mails if uid >= first] or list(self.mails)[-1:]
        return sorted(found, reverse=True)

    def _fetched(self, command: str) -> bytes:
        uid = int(command.split(" ")[2])
        if uid not in self.mails:
            return b""
        data = self.mails[uid]
        shown = data.partition(b"\r\n\r\n")[0] + b"\r\n\r\n" if "[HEADER]" in command else data
        part = "HEADER" if "[HEADER]" in command else ""
        told = f'UID {uid} INTERNALDATE "{self.dates.get(uid, ARRIVED)}" RFC822.SIZE {len(data)}'
        return f"* 1 FETCH ({told} BODY[{part}] {{{len(shown)}}}\r\n".encode() + shown + b")\r\n"


@asynccontextmanager
async def imap(mails: dict[int, bytes] | None = None, **how: Any) -> AsyncIterator[FakeImap]:
    """A mailbox that listens on its `port`."""
    fake = FakeImap(mails or {}, **how)
    server = await asyncio.start_server(fake.serve, "127.0.0.1", 0)
    fake.port = server.sockets[0].getsockname()[1]
    async with server:
        yield fake


@dataclass
class FakeSmtp:
    """A mail server that takes what it is given, unless `at_rcpt` or `at_data` say otherwise; "" hangs up.

    `arrived` is what was `taken`, to wait for.
    """

    at_rcpt: str = "250 OK"
    at_data: str = "250 OK"
    taken: list[Envelope] = field(default_factory=list)
    arrived: asyncio.Queue[Envelope] = field(default_factory=asyncio.Queue)
    logins: list[str] = field(default_factory=list)
    port: int = 0

    def authenticate(self, server: Any, session: Any, envelope: Any, mechanism: str, data: LoginPassword) -> AuthResult:
        self.logins.append(data.login.decode())
        return AuthResult(success=data.password.decode() == PASSWORD)

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: Any, session: Any, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.rcpt_tos.append(address)
        return self.at_rcpt

    async def handle_DATA(self, server: SMTP, session: Any, envelope: Envelope) -> str:  # noqa: N802
        self.taken.append(envelope)
        self.arrived.put_nowait(envelope)
        if not self.at_data:
            server.transport.abort()  # type: ignore[union-attr]
        return self.at_data


@asynccontextmanager
async def smtp(tls: ssl.SSLContext | None = None, **how: Any) -> AsyncIterator[FakeSmtp]:
    """A server that listens on its `port` and wants a login; with `tls` only after STARTTLS."""
    fake = FakeSmtp(**how)

    def connected() -> SMTP:
        return SMTP(
            fake,
            authenticator=fake.authenticate,
            auth_required=True,
            auth_require_tls=tls is not None,
            tls_context=tls,
            require_starttls=tls is not None,
        )

    server = await asyncio.get_running_loop().create_server(connected, "127.0.0.1", 0)
    fake.port = server.sockets[0].getsockname()[1]
    async with server:
        yield fake


def certified(folder: Path) -> ssl.SSLContext:
    """A server's context with a certificate of its own making, which lies in `folder`."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "here")])
    made = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(made - timedelta(days=1))
        .not_valid_after(made + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    (folder / "server.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    (folder / "server.key").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "server.pem", folder / "server.key")
    return context
