"""The hand-off policy as people meet it: changed in the console, heard in the chat, and the way back to the agent."""

from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from tests.e2e.people import log_in, open_chat, say
from tests.e2e.shop import open_shop

pytestmark = pytest.mark.e2e


async def test_a_policy_saved_in_the_console_is_heard_in_the_chat_and_customers_come_back_to_the_agent(
    browser: Browser, shop: Path
) -> None:
    async with open_shop(shop) as server:
        console = await log_in(browser, server)
        await console.get_by_test_id("nav-settings").click()
        await console.get_by_test_id("nav-policy").click()
        await console.get_by_role("tab", name="Hours").click()
        await console.get_by_test_id("policy-hours").click()
        await console.get_by_test_id("policy-monday").fill("18:00-09:00")
        await console.get_by_test_id("policy-save").click()
        wrong = console.get_by_test_id("policy-problem")
        await expect(wrong).to_contain_text("later than the start")
        await expect(wrong).to_have_attribute("data-field", "hours.weekdays.monday")
        await console.get_by_test_id("policy-monday").fill("09:00-18:00")
        await console.get_by_test_id("policy-hours").click()
        await console.get_by_role("tab", name="Words").click()
        await console.get_by_test_id("policy-words-customer_request-zh").fill("米娅马上就来。")
        await console.get_by_test_id("policy-save").click()
        await expect(console.get_by_test_id("policy-error")).to_have_count(0)

        chat = await open_chat(browser, server, "zh-CN")
        heard = chat.locator('[data-testid="tw-message"][data-role="agent"]').last
        await say(chat, "转人工")
        await expect(heard).to_contain_text("米娅马上就来。")
        await say(chat, "不用转人工了")
        await expect(heard).to_contain_text("不转人工")
        await say(chat, "还是转人工吧，订单 TW-10023 有问题")
        await expect(heard).to_contain_text("米娅马上就来。")

        await console.get_by_test_id("nav-conversations").click()
        await console.get_by_test_id("conversation-row").first.click()
        await expect(console.get_by_test_id("briefing")).to_contain_text("TW-10023")
        await console.get_by_test_id("claim").click()
        await console.get_by_test_id("give-back").click()
        await expect(heard).to_contain_text("转回给我")
        await expect(console.get_by_test_id("briefing")).to_have_count(0)
