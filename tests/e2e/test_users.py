"""An admin invites an operator, who sees what operators may and is put out at once when disabled; keys have scopes."""

import asyncio
import re
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
from playwright.async_api import Browser, Page, Response, expect

from evals.benchmarks.server import ADMIN_PASSWORD, Server
from tests.e2e.people import log_in, open_chat, say
from tests.e2e.portraits import SIDE_PX, expect_face, portrait
from tests.e2e.shop import open_shop
from tests.service.channels.play_mail import PASSWORD as MAIL_PASSWORD
from tests.service.channels.play_mail import FakeSmtp, smtp

pytestmark = pytest.mark.e2e

PASSWORD = "nine little ducks"
PATIENCE_MS = 60_000


async def test_an_operator_is_invited_works_and_is_disabled(browser: Browser, shop: Path) -> None:
    async with smtp() as mailbox, open_shop(shop, _by_mail(mailbox)) as server:
        admin = await log_in(browser, server)
        await _invite(admin, "mia@shop.example", "Mia")
        invitation = await _link_sent(mailbox, "mia@shop.example")

        mia = await (await browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-US")).new_page()
        refused: list[str] = []
        mia.on("response", lambda answer: refused.append(f"{answer.status} {answer.url}") if _denied(answer) else None)
        await mia.goto(f"{server.url}/console/")
        await mia.get_by_test_id("login-forgotten").click()
        await mia.get_by_test_id("forgotten-email").fill("mia@shop.example")
        await mia.get_by_test_id("forgotten-submit").click()
        await expect(mia.get_by_test_id("forgotten-asked")).to_be_visible()
        link = await _link_sent(mailbox, "mia@shop.example")
        await mia.goto(server.url + invitation)
        await expect(mia.get_by_test_id("failure")).to_be_visible()
        await mia.goto("about:blank")  # the next address differs behind the # alone
        await mia.goto(server.url + link)
        await expect(mia.get_by_test_id("welcome")).to_contain_text("Mia")
        await mia.get_by_test_id("password-new").fill(PASSWORD)
        await mia.get_by_test_id("password-again").fill("ten little ducks")
        await mia.get_by_test_id("welcome-submit").click()
        await expect(mia.get_by_test_id("welcome")).to_contain_text("differ")
        await mia.get_by_test_id("password-again").fill(PASSWORD)
        await mia.get_by_test_id("welcome-submit").click()
        await expect(mia.get_by_test_id("overview")).to_be_visible(timeout=PATIENCE_MS)

        await _choose_a_picture(mia)
        await _answer_a_customer(browser, server, mia)
        await mia.get_by_test_id("nav-documents").click()
        await expect(mia.get_by_test_id("document-row").first).to_be_visible()
        await expect(mia.get_by_test_id("upload-input")).to_have_count(0)
        await expect(mia.get_by_test_id("delete-document")).to_have_count(0)
        await expect(mia.get_by_test_id("nav-evaluation")).to_have_count(0)
        await mia.get_by_test_id("nav-settings").click()
        await expect(mia.get_by_test_id("nav-policy")).to_be_visible()
        for hidden in ("users", "keys", "channels", "integrations"):
            await expect(mia.get_by_test_id(f"nav-{hidden}")).to_have_count(0)
        await expect(mia.locator("[data-testid$='-save']")).to_have_count(0)
        assert refused == []
        assert (await mia.request.get(f"{server.url}/api/users")).status == 403

        row = admin.get_by_test_id("user-mia@shop.example")
        await admin.reload()
        await expect(row.locator("img")).to_have_js_property("naturalWidth", SIDE_PX)
        await row.get_by_test_id("user-picture").click()
        await admin.get_by_test_id("user-picture-sure").click()
        await expect(row.locator("img")).to_have_count(0)
        await row.get_by_test_id("disable-user").click()
        await admin.get_by_test_id("disable-sure").click()
        await expect(row).to_contain_text("Disabled")
        await expect(mia.get_by_test_id("login-email")).to_be_visible(timeout=PATIENCE_MS)
        own = admin.get_by_test_id("user-bench@example.com")
        await expect(own.get_by_test_id("disable-user")).to_have_count(0)


async def test_one_looks_after_ones_own_account_and_keys_open_what_was_chosen(browser: Browser, shop: Path) -> None:
    async with open_shop(shop) as server:
        console = await log_in(browser, server)
        await log_in(browser, server)  # somewhere else
        await console.get_by_test_id("account-menu").click()
        await console.get_by_test_id("own-account").click()
        sessions = console.get_by_test_id("session")
        await expect(sessions.nth(1)).to_be_visible()
        before = await sessions.count()
        await console.get_by_test_id("end-session").first.click()
        await expect(sessions).to_have_count(before - 1)
        await console.get_by_test_id("password-current").fill("a guess at it")
        await console.get_by_test_id("password-new").fill(ADMIN_PASSWORD)
        await console.get_by_test_id("password-again").fill(ADMIN_PASSWORD)
        await console.get_by_test_id("password-change").click()
        await expect(console.get_by_test_id("failure")).to_be_visible()
        await console.get_by_test_id("password-current").fill(ADMIN_PASSWORD)
        await console.get_by_test_id("password-change").click()
        await expect(sessions).to_have_count(1)

        await console.goto(f"{server.url}/console/settings/keys")
        await console.get_by_test_id("new-key").fill("Reports")
        await console.get_by_test_id("scope-agent").click()
        await console.get_by_test_id("scope-see").click()
        await console.get_by_test_id("create-key").click()
        secret = (await console.get_by_test_id("secret").inner_text()).strip()
        async with httpx.AsyncClient(base_url=server.url, headers={"Authorization": f"Bearer {secret}"}) as program:
            assert (await program.get("/api/kpis")).status_code == 200
            assert (await program.put("/api/rules", json={})).status_code == 403
            assert (await program.get("/v1/models")).status_code == 403
            await console.get_by_test_id("revoke-key").first.click()
            await console.get_by_role("button", name="Revoke").last.click()
            await expect(console.get_by_test_id("keys")).to_contain_text("revoked")
            assert (await program.get("/api/kpis")).status_code == 401


async def _invite(admin: Page, email: str, name: str) -> None:
    """By mail; an admin who would rather pass the link on is shown one."""
    await admin.get_by_test_id("nav-settings").click()
    await admin.get_by_test_id("nav-users").click()
    await admin.get_by_test_id("invite").click()
    await admin.get_by_test_id("invite-email").fill(email)
    await admin.get_by_test_id("invite-name").fill(name)
    await admin.get_by_test_id("invite-submit").click()
    await expect(admin.get_by_test_id("link-sent")).to_contain_text(f"Sent to {email}")
    await admin.get_by_test_id("link-instead").click()
    await expect(admin.get_by_test_id("password-link")).to_have_text(re.compile(r"/console/welcome#[\w-]{43}$"))
    await admin.get_by_test_id("link-done").click()


def _by_mail(mailbox: FakeSmtp) -> dict[str, str]:
    login = f"shop:{quote(MAIL_PASSWORD)}@127.0.0.1:{mailbox.port}"
    return {
        "TURNWISE_MAIL_URL": f"mailto://{login}?from=turnwise@shop.example",
        "TURNWISE_PUBLIC_URL": "https://chat.example.com",
    }


async def _link_sent(mailbox: FakeSmtp, email: str) -> str:
    """The path of the link in the next mail, which goes to this address."""
    mail = await asyncio.wait_for(mailbox.arrived.get(), PATIENCE_MS / 1_000)
    assert mail.rcpt_tos == [email]
    assert isinstance(mail.content, bytes)
    said = message_from_bytes(mail.content, policy=default).get_content()
    found = re.search(r"^https://chat\.example\.com(/console/welcome#[\w-]{43})\r?$", said, re.MULTILINE)
    assert found, said
    return found[1]


async def _choose_a_picture(mia: Page) -> None:
    await mia.get_by_test_id("account-menu").click()
    await mia.get_by_test_id("own-account").click()
    field = mia.get_by_test_id("own-picture")
    files = field.locator("input[type=file]")
    await files.set_input_files({"name": "notes.png", "mimeType": "image/png", "buffer": b"no picture"})
    await expect(field.get_by_test_id("picture-bad")).to_contain_text("PNG, JPEG or WebP")
    await files.set_input_files({"name": "mia.jpg", "mimeType": "image/jpeg", "buffer": portrait()})
    await mia.get_by_test_id("picture-save").click()
    await expect(mia.get_by_test_id("account-menu").locator("img")).to_have_js_property("naturalWidth", SIDE_PX)


async def _answer_a_customer(browser: Browser, server: Server, mia: Page) -> None:
    chat = await open_chat(browser, server)
    await say(chat, "I want to talk to a human")
    await mia.get_by_test_id("nav-conversations").click()
    await mia.get_by_test_id("conversation-row").first.click(timeout=PATIENCE_MS)
    await mia.get_by_test_id("claim").click()
    await mia.get_by_test_id("reply-input").fill("This is Mia, how can I help?")
    await mia.get_by_test_id("reply-send").click()
    await expect(chat.get_by_text("This is Mia, how can I help?")).to_be_visible(timeout=PATIENCE_MS)
    await expect_face(chat, "Mia")
    await expect(mia.locator('[data-role="operator"] img')).to_have_js_property("naturalWidth", SIDE_PX)


def _denied(answer: Response) -> bool:
    return answer.status == 403
