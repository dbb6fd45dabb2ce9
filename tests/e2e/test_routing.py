"""What is handed over reaches who is there: two operators with one place each, a queue, a time-out, a break."""

import re
from pathlib import Path
from uuid import uuid4

import httpx
import pytest
from playwright.async_api import Browser, Locator, Page, expect

from evals.benchmarks.server import Server
from service.roles import Role
from service.storage.database import Database
from service.users.auth import Logins
from tests.e2e.people import log_in, open_chat, say
from tests.e2e.shop import open_shop

pytestmark = pytest.mark.e2e

PASSWORD = "correct horse battery staple"
PATIENCE_MS = 30_000


async def test_hand_offs_reach_who_is_there_and_go_on_to_the_next(browser: Browser, shop: Path) -> None:
    async with open_shop(shop) as server:
        mia, bo = [await _operator(browser, server, name) for name in ("Mia", "Bo")]
        admin = await log_in(browser, server)
        await _make_group(admin)

        await _be(bo, "away")
        first = await _wants_a_person(server)
        await expect(_told(mia)).to_be_visible(timeout=PATIENCE_MS)
        await _told(mia).click()
        await expect(mia).to_have_url(re.compile(first))
        await expect(mia.get_by_test_id("answer-by").first).to_contain_text("Answer within")
        await mia.get_by_test_id("accept").click()
        await expect(mia.get_by_test_id("accept")).to_have_count(0)

        second = await _wants_a_person(server)
        await admin.get_by_test_id("nav-conversations").click()
        waits = admin.locator(f'[data-testid="conversation-row"][data-id="{second}"]')
        await expect(waits).to_have_attribute("data-state", "waiting", timeout=PATIENCE_MS)
        await expect(waits.get_by_test_id("row-group")).to_have_text("Desk")
        await expect(_told(bo)).to_have_count(0)  # who is away is given nothing
        await _be(bo, "online")
        await expect(_told(bo)).to_be_visible(timeout=PATIENCE_MS)
        await _told(bo).click()
        await expect(bo).to_have_url(re.compile(second))
        await bo.get_by_test_id("reply-input").fill("Bo here.")
        await bo.get_by_test_id("reply-send").click()
        await expect(bo.get_by_test_id("accept")).to_have_count(0)

        chat = await open_chat(browser, server)
        await say(chat, "I want to talk to a person")
        await expect(chat.get_by_test_id("tw-status")).to_contain_text("You are next", timeout=PATIENCE_MS)

        await _answer_within_15_s(admin, server)
        await _close(bo)
        await expect(_told(bo)).to_be_visible(timeout=PATIENCE_MS)
        await _close(mia)
        await expect(_told(mia)).to_be_visible(timeout=2 * PATIENCE_MS)  # Bo let it wait
        await _told(mia).click()
        await expect(mia.locator('[data-testid="entry"][data-kind="missed"]')).to_contain_text("Bo")
        await expect(mia.locator('[data-testid="entry"][data-kind="assigned"]').last).to_contain_text("Mia")
        await mia.get_by_test_id("reply-input").fill("Mia here.")
        await mia.get_by_test_id("reply-send").click()
        await expect(chat.locator('[data-testid="tw-message"][data-role="operator"]').last).to_contain_text("Mia here.")

        await admin.goto(f"{server.url}/console/settings/team")
        await expect(admin.get_by_test_id("operator-mia@example.com").get_by_test_id("operator-load")).to_contain_text(
            "1 of 1"
        )
        await _keep_own_hours(admin)
        await _overflow_to_nowhere(admin)
        await _archive(admin)


async def _operator(browser: Browser, server: Server, name: str) -> Page:
    email = f"{name.lower()}@example.com"
    database = Database(f"sqlite+aiosqlite:///{server.data}/turnwise.db")
    try:
        await Logins(database).add(email, name, PASSWORD, Role.OPERATOR)
    finally:
        await database.dispose()
    page = await (await browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-US")).new_page()
    await page.goto(f"{server.url}/console/")
    await page.get_by_test_id("login-email").fill(email)
    await page.get_by_test_id("login-password").fill(PASSWORD)
    await page.get_by_test_id("login-submit").click()
    await expect(page.get_by_test_id("console-live")).to_have_text("Live")
    return page


async def _make_group(admin: Page) -> None:
    await admin.get_by_test_id("nav-settings").click()
    await admin.get_by_test_id("nav-team").click()
    await admin.get_by_test_id("group-add").click()
    await admin.get_by_test_id("group-new-name").fill("Desk")
    await admin.get_by_test_id("group-make").click()
    await admin.get_by_test_id("group-members").click()
    for name in ("Mia", "Bo"):
        await (
            admin.get_by_role("option", name=name)
            .or_(admin.locator(f'.ant-select-item-option[title="{name}"]'))
            .last.click()
        )
    await admin.keyboard.press("Escape")
    await admin.get_by_test_id("group-catch-all").click()
    await admin.get_by_test_id("strategy-least_busy").click()
    await admin.get_by_test_id("group-capacity").fill("0")
    await admin.get_by_test_id("group-save").click()
    await expect(admin.get_by_test_id("policy-problem")).to_have_attribute("data-field", "capacity")
    await admin.get_by_test_id("group-capacity").fill("1")
    await admin.get_by_test_id("group-save").click()
    await expect(admin.get_by_test_id("group-editor")).to_have_count(0)
    await expect(admin.get_by_test_id("group")).to_contain_text("2 members")


async def _answer_within_15_s(admin: Page, server: Server) -> None:
    found = await (await admin.request.get(f"{server.url}/api/groups")).json()
    (group,) = found["groups"]
    change = {
        "name": group["name"],
        "members": [one["id"] for one in group["members"]],
        "routing": group["routing"] | {"claim_within_s": 15},
        "based_on": found["number"],
    }
    response = await admin.request.put(f"{server.url}/api/groups/{group['id']}", data=change)
    assert response.ok, await response.text()


async def _overflow_to_nowhere(admin: Page) -> None:
    await admin.get_by_test_id("group-edit").click()
    await admin.get_by_test_id("group-limit").fill("60")
    await admin.get_by_test_id("group-save").click()
    await expect(admin.get_by_test_id("group-error")).to_be_visible()


async def _archive(admin: Page) -> None:
    """Operators have worked in the group: it is archived, and can be taken back."""
    await expect(admin.get_by_test_id("group-remove")).to_have_count(0)
    await admin.get_by_test_id("group-archive").click()
    await admin.get_by_test_id("group-archive-confirm").click()
    await expect(admin.get_by_test_id("group")).to_have_count(0)
    await admin.get_by_test_id("archived-groups").locator("summary").click()
    await admin.get_by_test_id("group-restore").click()
    await expect(admin.get_by_test_id("group")).to_contain_text("0 members")
    await expect(admin.get_by_test_id("archived-groups")).to_have_count(0)


async def _keep_own_hours(admin: Page) -> None:
    """One choice says by which hours the group works."""
    await admin.get_by_test_id("group-edit").click()
    await expect(admin.get_by_test_id("policy-monday")).to_have_count(0)
    await admin.get_by_test_id("hours-own").click()
    await admin.get_by_test_id("policy-monday").fill("")
    await admin.get_by_test_id("hours-always").click()
    await expect(admin.get_by_test_id("policy-monday")).to_have_count(0)
    await admin.get_by_test_id("hours-own").click()
    await expect(admin.get_by_test_id("policy-monday")).to_have_value("")
    await admin.get_by_test_id("hours-company").click()
    await admin.get_by_test_id("group-save").click()
    await expect(admin.get_by_test_id("group-editor")).to_have_count(0)


async def _be(page: Page, presence: str) -> None:
    await page.get_by_test_id("presence").click()
    await page.get_by_test_id(f"presence-{presence}").click()
    await expect(page.get_by_test_id("presence")).to_have_attribute("data-presence", presence)


async def _close(page: Page) -> None:
    await page.get_by_test_id("close").click()
    await page.get_by_test_id("close-confirm").click()
    await expect(page.get_by_test_id("conversation")).to_have_attribute("data-state", "closed")


def _told(page: Page) -> Locator:
    return page.locator(".assigned-toast")


async def _wants_a_person(server: Server) -> str:
    """The id of a conversation that was just handed over."""
    async with httpx.AsyncClient(base_url=server.url, timeout=60) as http:
        opened = (await http.post("/api/widget/sessions", json={})).raise_for_status().json()
        headers = {"authorization": f"Bearer {opened['token']}", "prefer": "wait=20"}
        body = {"text": "I want to talk to a person", "client_id": uuid4().hex}
        (await http.post("/api/widget/messages", json=body, headers=headers)).raise_for_status()
    return str(opened["conversation_id"])
