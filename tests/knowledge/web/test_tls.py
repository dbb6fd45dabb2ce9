"""The connection goes to the checked address; the certificate is still that of the name."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from knowledge.web.page import CannotFetch, Page
from tests.knowledge.web.site import Site, answer, fetcher


def certificate(folder: Path, host: str) -> Path:
    """A certificate that vouches for itself, with its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    file = folder / f"{host}.pem"
    file.write_bytes(
        made.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return file


@pytest.fixture
def authority(tmp_path: Path) -> Path:
    return certificate(tmp_path, "shop.example")


@pytest.fixture
async def secure(authority: Path) -> AsyncIterator[tuple[Site, list[str | None]]]:
    named: list[str | None] = []
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(authority)
    context.sni_callback = lambda _, name, __: named.append(name)  # type: ignore[assignment]
    made = Site(port=0, pages={"/": answer("hello")})
    server = await asyncio.start_server(made.serve, "127.0.0.1", 0, ssl=context)
    made.port = server.sockets[0].getsockname()[1]
    yield made, named
    server.close()


async def test_the_server_hears_the_name_and_its_certificate_is_checked_against_it(
    secure: tuple[Site, list[str | None]], authority: Path
) -> None:
    site, named = secure
    trusting = ssl.create_default_context(cafile=str(authority))
    async with fetcher(site, ssl_context=trusting) as web:
        page = await web.fetch(site.url(scheme="https"))
        assert isinstance(page, Page)
        assert named == ["shop.example"]
        with pytest.raises(CannotFetch, match="no valid certificate"):
            await web.fetch(site.url(host="other.example", scheme="https"))
    assert named == ["shop.example", "other.example"]


async def test_a_certificate_that_nobody_vouches_for_is_refused(secure: tuple[Site, list[str | None]]) -> None:
    site, _ = secure
    async with fetcher(site) as web:
        with pytest.raises(CannotFetch, match="no valid certificate"):
            await web.fetch(site.url(scheme="https"))
    assert site.targets() == []
