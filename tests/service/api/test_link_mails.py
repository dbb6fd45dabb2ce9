"""Password links go by mail where a server is set, and are shown with the reason where one could not be sent."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from pydantic import SecretStr

from service.roles import Role
from service.users.auth import Logins
from service.users.forgotten import Forgotten
from service.users.link_mails import open_link_mails
from tests.service.api.people import elsewhere
from tests.service.channels.play_mail import PASSWORD as MAIL_PASSWORD
from tests.service.channels.play_mail import FakeSmtp, smtp

pytestmark = pytest.mark.asyncio(loop_scope="session")

PASSWORD = "a long sentence of one's own"


@asynccontextmanager
async def mailing(service: Any, **how: Any) -> AsyncIterator[tuple[FakeSmtp, Forgotten]]:
    """The service with a mail server, until the end of the block."""
    state, before = service.server.lifespan.state, service.server.lifespan.state["site"]
    async with smtp(**how) as server:
        url = f"mailto://shop:{quote(MAIL_PASSWORD)}@127.0.0.1:{server.port}?from=turnwise@shop.example"
        mails = open_link_mails(before.resources.settings.model_copy(update={"mail_url": SecretStr(url)}))
        forgotten = Forgotten(before.members, mails)
        state["site"] = replace(before, link_mails=mails, forgotten=forgotten)
        try:
            yield server, forgotten
        finally:
            state["site"] = before


def read(server: FakeSmtp) -> tuple[str, EmailMessage, str]:
    """Whom the only mail went to, the mail, and the token of its link."""
    (taken,) = server.taken
    assert isinstance(taken.content, bytes)
    mail = message_from_bytes(taken.content, _class=EmailMessage, policy=default)
    link = next(line for line in mail.get_content().splitlines() if line.startswith("https://"))
    site, _, token = link.partition("/console/welcome#")
    assert site == "https://chat.example.com", "what a browser says of itself is no place to send people to"
    return taken.rcpt_tos[0], mail, token


async def invite(service: Any, email: str, **wanted: Any) -> dict[str, Any]:
    made = await service.admin.post("/api/users", json={"email": email, "name": "Mia", "role": "operator"} | wanted)
    assert made.status_code == 201, made.text
    shown: dict[str, Any] = made.json()
    return shown


async def use(service: Any, token: str) -> int:
    body = {"token": token, "password": PASSWORD}
    used = await service.http.post("/api/auth/links/use", json=body, headers=elsewhere())
    service.http.cookies.clear()
    return int(used.status_code)


async def forget(service: Any, email: str, headers: dict[str, str] | None = None) -> httpx.Response:
    body = {"email": email, "language": "en"}
    asked: httpx.Response = await service.http.post(
        "/api/auth/links/forgotten", json=body, headers=headers or elsewhere()
    )
    return asked


async def test_an_invitation_goes_by_mail_in_the_admins_language_and_is_shown_nowhere(
    service: Any, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    async with mailing(service) as (server, _):
        made = await invite(service, "mia@mailed.example", language="zh")
    assert (made["sent_to"], made["path"], made["not_sent"]) == ("mia@mailed.example", None, None)
    to, mail, token = read(server)
    assert (to, mail["to"]) == ("mia@mailed.example", "mia@mailed.example")
    assert (mail["from"], mail["auto-submitted"]) == ("Turnwise <turnwise@shop.example>", "auto-generated")
    assert mail["subject"] == "admin 邀请您使用 Turnwise"
    assert token not in caplog.text
    assert MAIL_PASSWORD not in caplog.text
    assert await use(service, token) == 200


async def test_who_lost_a_password_is_sent_another_link_or_the_admin_passes_it_on(service: Any) -> None:
    await Logins(service.resources.database).add("bo@mailed.example", "Bo", PASSWORD, Role.OPERATOR)
    users = (await service.admin.get("/api/users")).json()["users"]
    (path,) = [f"/api/users/{one['id']}/link" for one in users if one["email"] == "bo@mailed.example"]
    async with mailing(service) as (server, _):
        sent = (await service.admin.post(path, json={"language": "en"})).json()
        _, mail, mailed = read(server)
        shown = (await service.admin.post(path, json={"by_mail": False})).json()
    assert (sent["sent_to"], sent["path"]) == ("bo@mailed.example", None)
    assert "new password for bo@mailed.example" in mail.get_content()
    assert len(server.taken) == 1
    assert await use(service, mailed) == 410, "another link ends the former"
    assert (shown["sent_to"], shown["not_sent"]) == (None, None)
    assert await use(service, shown["path"].partition("#")[2]) == 200


async def test_a_mail_that_is_not_taken_leaves_the_link_and_says_why(
    service: Any, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    async with mailing(service, at_rcpt="550 5.1.1 no such mailbox here") as (_, forgotten):
        made = await invite(service, "typo@mailed.example")
        assert (await forget(service, "typo@mailed.example")).status_code == 202
        await forgotten.finish()
    assert (made["sent_to"], made["not_sent"]) == (None, "not_taken")
    assert made["why"] == "The mail server refused the message (SMTP 550 5.1.1)."
    assert "/console/welcome#" in made["path"]
    ours = "".join(record.getMessage() for record in caplog.records if record.name.startswith("service"))
    assert "a password link was not sent" in ours
    assert "typo@mailed.example" not in ours


async def test_without_a_mail_server_the_link_is_shown_and_the_log_in_page_knows(service: Any) -> None:
    made = await invite(service, "ann@shown.example")
    assert (made["not_sent"], made["sent_to"]) == ("no_mail", None)
    assert await use(service, made["path"].partition("#")[2]) == 200
    assert (await service.http.get("/api/auth/links/forgotten")).json() == {"by_mail": False}
    asked = await forget(service, "ann@shown.example")
    assert (asked.status_code, "ask an admin" in asked.json()["detail"]) == (422, True)


async def test_who_forgot_is_sent_a_link_and_nobody_learns_who_is_a_user(service: Any) -> None:
    logins = Logins(service.resources.database)
    await logins.add("eve@forgot.example", "Eve", PASSWORD, Role.OPERATOR)
    gone = await invite(service, "gone@forgot.example")
    await service.admin.patch(f"/api/users/{gone['user']['id']}", json={"disabled": True})
    async with mailing(service) as (server, forgotten):
        assert (await service.http.get("/api/auth/links/forgotten")).json() == {"by_mail": True}
        asked = [
            await forget(service, email)
            for email in ("nobody@forgot.example", "gone@forgot.example", "no address", " Eve@Forgot.example ")
        ]
        await forgotten.finish()
    assert {(one.status_code, one.content) for one in asked} == {(202, b"null")}
    to, mail, token = read(server)
    assert to == "eve@forgot.example"
    assert mail["subject"] == "A new password for Turnwise"
    assert (await logins.log_in("eve@forgot.example", PASSWORD)).token, "the old one holds until the link is used"
    looked = await service.http.post("/api/auth/links/look", json={"token": token}, headers=elsewhere())
    until = datetime.fromisoformat(looked.json()["expires_at"])
    assert timedelta(hours=1) < until - datetime.now(UTC) <= timedelta(hours=2)
    assert await use(service, token) == 200


async def test_asking_is_throttled_for_a_mailbox_and_for_who_asks(service: Any) -> None:
    async with mailing(service) as (server, forgotten):
        codes = [(await forget(service, "flood@forgot.example")).status_code for _ in range(4)]
        here = elsewhere()
        many = [(await forget(service, f"{number}@flood.example", here)).status_code for number in range(11)]
        await forgotten.finish()
    assert codes == [202, 202, 202, 429]
    assert (many[:10], many[10]) == ([202] * 10, 429)
    assert server.taken == []


async def test_another_site_cannot_ask_for_somebody(service: Any) -> None:
    async with mailing(service):
        foreign = elsewhere() | {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}
        assert (await forget(service, "eve@forgot.example", foreign)).status_code == 403
