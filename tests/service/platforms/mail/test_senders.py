"""A sender is proven by the receiving server's own word only, and what no person sent is told from what one did."""

from email.message import EmailMessage

import pytest

from service.platforms.mail.reading import parse
from service.platforms.mail.senders import is_automatic, is_proven, sender_of

PASS = "Authentication-Results: mx.shop.example; dmarc=pass header.from=mail.example"


def mail(*headers: str, sender: str = "From: ada@mail.example") -> EmailMessage:
    return parse("\r\n".join([*headers, sender, "", "Hi"]).encode())


def proven(*headers: str, sender: str = "From: ada@mail.example") -> bool:
    written = mail(*headers, sender=sender)
    known = sender_of(written)
    return known is not None and is_proven(written, known, "mx.shop.example")


def test_the_receiving_servers_dmarc_pass_proves_the_sender() -> None:
    assert proven(PASS)
    assert proven("Authentication-Results: other.example; dmarc=fail", PASS)


@pytest.mark.parametrize(
    "headers",
    [
        (),
        ("Authentication-Results: evil.example; dmarc=pass",),
        ("Authentication-Results: mx.shop.example; dmarc=fail", PASS),
        ("Authentication-Results: mx.shop.example; spf=pass (a; dmarc=pass)",),
        ('Authentication-Results: mx.shop.example; spf=pass smtp.mailfrom="x; dmarc=pass"',),
        ('Authentication-Results: mx.shop.example; spf=pass (") ; dmarc=pass (") ; dmarc=fail',),
        ("Authentication-Results: mx.shop.example; dmarc=pass header.from=evil.example",),
        ("Authentication-Results: mx.shop.example; dmarc=pass (never closed",),
    ],
)
def test_nothing_else_proves_it(headers: tuple[str, ...]) -> None:
    assert not proven(*headers)


def test_a_mail_with_two_senders_proves_neither() -> None:
    assert not proven(PASS, sender="From: ada@mail.example, eve@evil.example")
    assert not proven(PASS, "From: eve@evil.example")


@pytest.mark.parametrize(
    "header",
    [
        "Auto-Submitted: auto-generated (vacation)",
        "Precedence: bulk",
        "List-Id: <x.example>",
        "X-Autoreply: yes",
        "X-Auto-Response-Suppress: DR, OOF",
        "Return-Path: <>",
        "Content-Type: multipart/report; boundary=b",
    ],
)
def test_what_a_program_sent_is_no_message(header: str) -> None:
    for headers, expected in (((header,), True), (("Auto-Submitted: no", "Return-Path: <ada@mail.example>"), False)):
        written = mail(*headers)
        known = sender_of(written)
        assert known is not None
        assert is_automatic(written, known, frozenset({"shop@shop.example"})) is expected
