"""What only e-mail promises: a cursor that neither repeats nor skips, replies in their thread, and TLS."""

import email
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from email import policy
from pathlib import Path
from typing import Any

import pytest

from service.channel.errors import ChannelError, DeliveryUncertain
from service.channel.interface import Polled, Reply
from service.channels.email import LARGEST_BYTES, MOST_AT_ONCE
from tests.service.channels.play_mail import FakeImap, certified, imap, smtp

NOW = datetime(2026, 1, 31, 8, tzinfo=UTC)
REPLY = Reply(
    "reply-1", "ada@mail.example", "你好 👋\n.\n.dots stay", NOW, thread="Order 1001\n<m0@x>\n<m1@mail.example>"
)


def mail(number: int, *headers: str, text: str = "Hi") -> bytes:
    lines = [f"From: c{number}@mail.example", f"Message-ID: <m{number}@mail.example>", *headers, "", text]
    return "\r\n".join(lines).encode()


@pytest.fixture
def channel(platforms: Mapping[str, Any]) -> Any:
    return platforms["email"].channel


@pytest.fixture
async def box() -> AsyncIterator[FakeImap]:
    async with imap() as fake:
        yield fake


async def poll(platforms: Mapping[str, Any], box: FakeImap, state: Any, **changed: object) -> Polled:
    platform = platforms["email"]
    polled: Polled = await platform.channel.poll(platform.account(imap_port=box.port, **changed), state, None)
    return polled


def keys(polled: Polled) -> list[str]:
    return [message.key.split("@")[0][2:] for message in polled.messages]


async def test_who_wrote_before_the_account_was_added_is_not_answered(platforms: Any, box: FakeImap) -> None:
    box.mails = {1: mail(1), 2: mail(2)}
    first = await poll(platforms, box, {})
    box.mails[3] = mail(3)
    second = await poll(platforms, box, first.state)

    assert (keys(first), keys(second)) == ([], ["3"])
    assert not (await poll(platforms, box, second.state)).messages


async def test_many_mails_come_oldest_first_and_each_once(platforms: Any, box: FakeImap) -> None:
    state = (await poll(platforms, box, {})).state
    box.mails = {uid: mail(uid) for uid in range(1, MOST_AT_ONCE + 6) if uid != 3}
    first = await poll(platforms, box, state)
    second = await poll(platforms, box, first.state)

    assert (first.more, second.more) == (True, False)
    assert keys(first) + keys(second) == [str(uid) for uid in box.mails]


async def test_a_folder_that_is_numbered_anew_is_read_again_from_when_the_account_began(
    platforms: Any, box: FakeImap
) -> None:
    state = dict((await poll(platforms, box, {})).state or {}) | {"uid": "40", "since": NOW.isoformat()}
    box.validity, box.mails = 8, {1: mail(1), 2: mail(2)}
    box.dates[1] = "30-Jan-2026 23:00:00 +0000"
    again = await poll(platforms, box, state)
    box.mails[3] = mail(3)

    assert keys(again) == ["2"]
    assert keys(await poll(platforms, box, again.state)) == ["3"]


@pytest.mark.parametrize("seen", [False, True])
async def test_nothing_is_changed_in_the_mailbox_but_seen_where_that_is_wanted(
    platforms: Any, box: FakeImap, seen: bool
) -> None:
    state = (await poll(platforms, box, {})).state
    box.mails = {1: mail(1)}
    await poll(platforms, box, state, mark_seen=seen)

    changing = [one for one in box.commands if one.split(" ")[0] in ("SELECT", "EXPUNGE", "CLOSE") or "STORE" in one]
    wanted = ['SELECT "INBOX"', 'SELECT "INBOX"', "UID STORE 1 +FLAGS.SILENT (\\Seen)"] if seen else []
    assert changing == wanted[1:]


async def test_a_mail_too_large_to_read_is_shown_as_such(
    platforms: Any, box: FakeImap, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert LARGEST_BYTES > 1000
    monkeypatch.setattr("service.channels.email.LARGEST_BYTES", 1000)
    state = (await poll(platforms, box, {})).state
    box.mails = {1: mail(1, text="long " * 1000)}

    assert [message.kind for message in (await poll(platforms, box, state)).messages] == ["unsupported"]
    assert not [one for one in box.commands if one.endswith("BODY.PEEK[])")]


async def test_a_mail_that_cannot_be_read_does_not_hold_up_the_next(platforms: Any, box: FakeImap) -> None:
    state = (await poll(platforms, box, {})).state
    deep = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\r\n\r\n--b{n}\r\n' for n in range(2000))
    box.mails = {
        1: b"From: " + b"(" * 5000 + b" a@b.example\r\n\r\nHi",
        2: f"From: c2@mail.example\r\nMessage-ID: <m2@x>\r\n{deep}".encode(),
        3: b"\xff\x00no mail at all",
        4: mail(4),
    }

    read = (await poll(platforms, box, state)).messages
    assert [(message.key, message.kind) for message in read[-2:]] == [
        ("<m2@x>", "unsupported"),
        ("<m4@mail.example>", "text"),
    ]


async def test_neteases_servers_are_told_who_asks(platforms: Any) -> None:
    async with imap(wants_id=True) as box:
        assert (await poll(platforms, box, {})).state


async def test_what_is_attached_is_fetched_from_its_mail(platforms: Any, box: FakeImap, channel: Any) -> None:
    platform = platforms["email"]
    account = platform.account(imap_port=box.port)
    state = (await poll(platforms, box, {})).state
    box.mails = {1: platform.content(platform.fixtures()["attachment"])}
    (message,) = (await poll(platforms, box, state)).messages

    fetched = await channel.fetch(message.attachments[1], account, None)
    assert (fetched.body, fetched.name, fetched.media_type) == (b"%PDF-1", "invoice.pdf", "application/pdf")

    box.validity = 8
    with pytest.raises(ChannelError) as caught:
        await channel.fetch(message.attachments[1], account, None)
    assert caught.value.permanent


async def test_a_reply_stands_in_the_customers_thread(platforms: Any, channel: Any) -> None:
    async with smtp() as server:
        account = platforms["email"].account(smtp_port=server.port, sender_name="Shop, 客服")
        first = await channel.send(REPLY, account, None)
        again = await channel.send(REPLY, account, None)

    sent = email.message_from_bytes(server.taken[0].content, policy=policy.default)  # type: ignore[arg-type]
    assert (server.taken[0].mail_from, server.taken[0].rcpt_tos) == ("shop@shop.example", ["ada@mail.example"])
    assert sent["Subject"] == "Re: Order 1001"
    assert sent["In-Reply-To"] == "<m1@mail.example>"
    assert sent["References"] == "<m0@x> <m1@mail.example>"
    assert sent["From"].addresses[0].display_name == "Shop, 客服"
    assert sent["Auto-Submitted"] == "auto-replied"
    assert sent["Message-ID"] == first.external_id == again.external_id
    assert sent.get_content().splitlines() == REPLY.text.splitlines()
    assert server.logins == ["shop@shop.example"] * 2


@pytest.mark.parametrize("contact", ["ada@mail.example\r\nBcc: eve@evil.example", "ada@mail.example, eve@evil.example"])
async def test_an_address_that_is_none_is_not_written_to(platforms: Any, channel: Any, contact: str) -> None:
    async with smtp() as server:
        account = platforms["email"].account(smtp_port=server.port)
        with pytest.raises(ChannelError) as caught:
            await channel.send(replace(REPLY, contact=contact), account, None)

    assert caught.value.permanent
    assert not server.logins


async def test_a_customers_subject_and_ids_add_no_header(platforms: Any, channel: Any) -> None:
    thread = "Order\r\x0bBcc: eve@evil.example\n<m1@x>\n<m2@x\r>\nBcc: eve@evil.example"
    async with smtp() as server:
        await channel.send(replace(REPLY, thread=thread), platforms["email"].account(smtp_port=server.port), None)

    sent = email.message_from_bytes(server.taken[0].content, policy=policy.default)  # type: ignore[arg-type]
    assert "Bcc" not in sent
    assert sent["References"] == "<m1@x>"
    assert server.taken[0].rcpt_tos == ["ada@mail.example"]


@pytest.mark.parametrize(
    ("how", "permanent", "uncertain", "said"),
    [
        ({"at_rcpt": "450 4.2.1 <ada@mail.example> busy"}, False, False, "SMTP 450 4.2.1"),
        ({"at_rcpt": "550 5.1.1 <ada@mail.example> unknown"}, True, False, "SMTP 550 5.1.1"),
        ({"at_data": "451 4.7.1 later"}, False, False, "SMTP 451 4.7.1"),
        ({"at_data": "554 5.7.1 spam"}, True, False, "SMTP 554 5.7.1"),
        ({"at_data": ""}, True, True, "may have arrived"),
    ],
)
async def test_what_the_server_answers_decides_whether_it_is_tried_again(
    platforms: Any, channel: Any, how: Any, permanent: bool, uncertain: bool, said: str
) -> None:
    async with smtp(**how) as server:
        with pytest.raises(ChannelError) as caught:
            await channel.send(REPLY, platforms["email"].account(smtp_port=server.port), None)

    error = caught.value
    assert (error.permanent, isinstance(error, DeliveryUncertain)) == (permanent, uncertain)
    assert said in error.sentence
    assert "ada@" not in error.sentence


async def test_the_check_logs_in_to_both_and_tells_which_refuses(platforms: Any, channel: Any, box: FakeImap) -> None:
    platform = platforms["email"]
    async with smtp() as server:
        ports = {"imap_port": box.port, "smtp_port": server.port}
        assert "shop@shop.example" in await channel.check(platform.account(**ports), None)
        with pytest.raises(ChannelError) as caught:
            await channel.check(platform.account(**ports, password="battery staple"), None)
        assert caught.value.permanent
        with pytest.raises(ChannelError) as caught:
            await channel.check(platform.account(**ports | {"imap_port": 9}), None)
        assert not caught.value.permanent


async def test_without_tls_no_password_leaves(platforms: Any, channel: Any, box: FakeImap) -> None:
    async with smtp() as server:
        account = platforms["email"].account(imap_port=box.port, smtp_port=server.port, allow_insecure=False)
        with pytest.raises(ChannelError):
            await channel.send(REPLY, account, None)
        with pytest.raises(ChannelError):
            await channel.poll(account, {}, None)

    assert not server.logins
    assert not [one for one in box.commands if one.startswith("LOGIN")]


async def test_starttls_is_spoken_with_a_server_whose_certificate_is_known_and_with_no_other(
    platforms: Any, channel: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with smtp(tls=certified(tmp_path)) as server:
        account = platforms["email"].account(smtp_port=server.port, allow_insecure=False)
        with pytest.raises(ChannelError):
            await channel.send(REPLY, account, None)
        assert not server.logins
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "server.pem"))
        await channel.send(REPLY, account, None)

    assert len(server.taken) == 1
