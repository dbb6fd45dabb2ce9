"""The widget for everybody: what axe-core finds in each of its states, in both languages, light and dark."""

from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.async_api import Browser, Page, expect

from tests.e2e.axe import violations
from tests.e2e.people import say
from tests.e2e.shop import open_shop
from tests.e2e.test_widget_on_pages import set_up

pytestmark = pytest.mark.e2e

SETTINGS: dict[str, Any] = {
    "color": "#0f766e",
    "launcher": {"en": "Ask us", "zh": "问一问"},
    "form": {
        "enabled": True,
        "intro": {"en": "So that we know whom to ask for.", "zh": "方便我们联系您。"},
        "fields": [{"kind": "name", "required": True}, {"kind": "email"}, {"kind": "topic"}],
        "topics": {"en": ["Delivery", "Returns"], "zh": ["配送", "退货"]},
    },
    "invitations": [{"text": {"en": "Need help choosing a lamp?", "zh": "需要帮您挑灯吗？"}, "seconds": 0}],
}
PRICE = {"en": "How much is the Halo 3 floor lamp?", "zh": "Halo 3 落地灯多少钱？"}
WIDER = """host => [...host.shadowRoot.querySelectorAll(".panel, .scroller, .form")]
    .some(part => part.scrollWidth > part.clientWidth)"""
RIGHT = {"email": "ada@example.com", "phone": "+8613800138000"}
NOT_RIGHT = {"en": "does not look right", "zh": "格式似乎不对"}


@pytest.mark.parametrize(
    ("language", "theme", "width", "height"), [("en", "light", 1280, 860), ("zh", "dark", 320, 640)]
)
async def test_nothing_in_any_state_shuts_anybody_out(
    browser: Browser, shop: Path, language: str, theme: str, width: int, height: int
) -> None:
    """320 pixels are what is left of 1280 at 400 %, and of 640 at 200 % (WCAG 2.2, 1.4.10 and 1.4.4)."""
    async with open_shop(shop) as server, set_up(server, theme=theme, **SETTINGS) as (admin, _):
        locale = "zh-CN" if language == "zh" else "en-US"
        context = await browser.new_context(
            viewport={"width": width, "height": height}, locale=locale, reduced_motion="reduce"
        )
        page = await context.new_page()
        await page.goto(server.url)
        wrong: list[str] = []

        async def look(state: str) -> None:
            wrong.extend(f"{state}: {line}" for line in await violations(page, "turnwise-chat"))
            if await page.get_by_test_id("tw-host").evaluate(WIDER):
                wrong.append(f"{state}: something is wider than the panel")

        await expect(page.get_by_test_id("tw-teaser")).to_be_visible()
        await look("invitation")
        await page.get_by_test_id("tw-teaser").press("Enter")
        await expect(page.get_by_test_id("tw-field-name")).to_be_focused()
        await look("form")
        await page.keyboard.press("Enter")
        await expect(page.get_by_test_id("tw-field-name")).to_have_attribute("aria-invalid", "true")
        await expect(page.get_by_test_id("tw-field-name")).to_be_focused()
        await look("form with mistakes")
        await page.keyboard.type("Ada")
        await page.get_by_test_id("tw-consent").press("Space")
        await page.keyboard.press("Enter")
        await expect(page.get_by_test_id("tw-input")).to_be_focused()

        await say(page, PRICE[language])
        await expect(page.get_by_test_id("tw-card")).to_be_visible()
        await look("card")
        card = page.get_by_test_id("tw-card")
        field = card.locator("input").first
        await field.fill("nonsense")
        await card.get_by_test_id("tw-consent").press("Space")
        await page.get_by_test_id("tw-card-send").press("Enter")
        await expect(page.get_by_test_id("tw-card")).to_contain_text(NOT_RIGHT[language])
        await look("card with mistakes")
        await field.fill(RIGHT[await field.get_attribute("name") or ""])
        await page.get_by_test_id("tw-card-send").press("Enter")
        await expect(page.get_by_test_id("tw-card")).to_be_hidden()

        await page.get_by_test_id("tw-person").press("Enter")
        await expect(page.get_by_test_id("tw-status")).to_have_attribute("data-state", "waiting")
        await look("waiting")
        await _take_over(admin)
        await expect(page.get_by_test_id("tw-log")).to_contain_text("Here I am.")
        await look("with an operator")
        await context.set_offline(True)
        await say(page, "?")
        await look("offline")
        await context.set_offline(False)
        await _walk_round(page)
        await page.get_by_test_id("tw-end").press("Enter")
        await look("solved?")
        await page.get_by_test_id("tw-solved-yes").press("Enter")
        await expect(page.get_by_test_id("tw-rating-1")).to_be_focused()
        await look("rating")
        await page.get_by_test_id("tw-rating-skip").press("Enter")
        await look("the end")
        await page.keyboard.press("Escape")
        await expect(page.get_by_test_id("tw-launcher")).to_be_focused()
        await look("launcher")
        assert wrong == []


async def _take_over(admin: httpx.AsyncClient) -> None:
    (waiting,) = (await admin.get("/api/conversations?state=waiting")).json()["conversations"]
    path = f"/api/conversations/{waiting['id']}"
    (await admin.post(f"{path}/claim")).raise_for_status()
    body = {"text": "Here I am.", "client_id": "here"}
    (await admin.post(f"{path}/messages", json=body)).raise_for_status()


async def _walk_round(page: Page) -> None:
    """Tab goes through the panel in the order of reading, and round."""
    order = "document.querySelector('turnwise-chat').shadowRoot.activeElement?.dataset.testid"
    await page.get_by_test_id("tw-hide").focus()
    seen = []
    for _ in range(12):
        seen.append(await page.evaluate(order))
        await page.keyboard.press("Tab")
        if await page.evaluate(order) == "tw-hide":
            break
    named = [one for one in seen if one]
    assert named[:2] == ["tw-hide", "tw-end"]
    assert named[-1] in ("tw-send", "tw-input")
