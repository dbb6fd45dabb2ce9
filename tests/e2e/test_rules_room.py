"""Rules written, tried, put in force and objected to in the console; and why turns fail."""

import re
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from tests.e2e.people import log_in, open_chat, say
from tests.e2e.quality_people import PATIENCE_MS, asked, joins
from tests.e2e.shop import open_shop

pytestmark = pytest.mark.e2e

TITLE = '<img src=x onerror="window.ran=1"> Names the days'
REASON = "<b>The customer</b> is quoted."


async def test_a_rule_is_written_tried_and_put_in_force_and_hits_what_comes(browser: Browser, shop: Path) -> None:
    async with open_shop(shop) as server:
        await asked(server, ["How long can I return a lamp?"])
        console = await log_in(browser, server)
        await console.get_by_test_id("nav-quality").click()
        await console.get_by_test_id("nav-rules").click()
        await console.get_by_test_id("rule-new").click()
        await console.get_by_test_id("rule-id").fill("Shop Days")
        await console.get_by_test_id("rule-title-en").fill(TITLE)
        await console.get_by_test_id("rule-try").click()
        wrong = console.get_by_test_id("rule-mistake")
        await expect(console.locator('[data-testid="rule-mistake"][data-field="id"]')).to_be_visible(
            timeout=PATIENCE_MS
        )
        await expect(console.locator('[data-testid="rule-mistake"][data-field="match"]')).to_be_visible()
        await console.get_by_test_id("rule-id").fill("shop.days")
        words = console.get_by_test_id("rule-match.words").locator("input")
        await words.fill("30 days")
        await words.press("Enter")
        await console.get_by_test_id("rule-examples.hit").fill("soon")
        await console.get_by_test_id("rule-try").click()
        await expect(wrong).to_have_attribute("data-field", "examples.hit", timeout=PATIENCE_MS)
        await console.get_by_test_id("rule-examples.hit").fill("within 30 days")

        # The same rule as YAML, and back with what was changed there.
        await console.get_by_test_id("rule-mode").get_by_text("YAML").click()
        yaml = console.get_by_test_id("rule-yaml")
        await expect(yaml).to_have_value(re.compile("id: shop.days"), timeout=PATIENCE_MS)
        await yaml.fill(await yaml.input_value() + "severity: major\n")
        await console.get_by_test_id("rule-mode").get_by_text("Form").click()
        await expect(console.get_by_test_id("rule-severity")).to_contain_text("major", timeout=PATIENCE_MS)

        await console.get_by_test_id("rule-try").click()
        await expect(console.get_by_test_id("trial")).to_contain_text(
            "Would have hit 1 of 1 turns", timeout=PATIENCE_MS
        )
        await expect(console.get_by_test_id("trial-hit")).to_contain_text("30 days")
        await console.get_by_test_id("rule-activate").click()
        row = console.locator('[data-testid="rule-row"][data-rule="shop.days"]')
        await expect(row).to_have_attribute("data-active", "true", timeout=PATIENCE_MS)
        await expect(row).to_contain_text(TITLE)

        chat = await open_chat(browser, server)
        await say(chat, "How long can I return a lamp?")
        await console.get_by_test_id("nav-hits").click()
        hit = console.locator('[data-testid="hit"][data-rule="shop.days"]')
        await expect(hit).to_contain_text("30 days", timeout=PATIENCE_MS)

        await console.get_by_test_id("nav-rules").click()
        await row.get_by_test_id("rule-switch").click()
        await expect(row).to_have_attribute("data-active", "false", timeout=PATIENCE_MS)
        await console.get_by_test_id("rules-history").click()
        await expect(console.get_by_test_id("rule-change").filter(has_text="inactive")).to_contain_text(
            "shop.days", timeout=PATIENCE_MS
        )
        assert await console.evaluate("window.ran") is None


async def test_an_operator_objects_to_a_hit_and_sees_what_was_decided(browser: Browser, shop: Path) -> None:
    async with open_shop(shop) as server:
        admin = await log_in(browser, server)
        rule = "id: shop.maybe\nkind: forbidden\nseverity: critical\nmatch: {words: [perhaps tomorrow]}\n"
        await admin.goto(f"{server.url}/console/quality/rules/new")
        await admin.get_by_test_id("rule-mode").get_by_text("YAML").click()
        await admin.get_by_test_id("rule-yaml").fill(rule)
        await admin.get_by_test_id("rule-activate").click()
        await expect(admin.locator('[data-rule="shop.maybe"]')).to_be_visible(timeout=PATIENCE_MS)

        operator = await joins(browser, server, "op@shop.example", "operator")
        chat = await open_chat(browser, server)
        await say(chat, "I want to talk to a person")
        await operator.get_by_test_id("nav-conversations").click()
        await operator.get_by_test_id("conversation-row").first.click()
        await operator.get_by_test_id("claim").click()
        await say(chat, "When will it come?")
        await operator.get_by_test_id("reply-input").fill("Perhaps tomorrow.")
        await operator.get_by_test_id("reply-send").click()

        await operator.get_by_test_id("nav-quality").click()
        await operator.get_by_test_id("nav-hits").click()
        await operator.get_by_test_id("hits-whose").get_by_text("Mine").click()
        own = operator.locator('[data-testid="hit"][data-rule="shop.maybe"]')
        await expect(own).to_have_attribute("data-state", "counted", timeout=PATIENCE_MS)
        await expect(own.get_by_test_id("hit-withdraw")).to_have_count(0)
        await own.get_by_test_id("hit-appeal").click()
        await expect(own.get_by_test_id("hit-send")).to_be_disabled()
        await own.get_by_test_id("hit-note").fill(REASON)
        await own.get_by_test_id("hit-send").click()
        await expect(own.get_by_test_id("hit-appeal-note")).to_contain_text(REASON, timeout=PATIENCE_MS)
        await expect(operator.get_by_test_id("nav-review")).to_have_count(0)

        await admin.get_by_test_id("nav-hits").click()
        seen = admin.locator('[data-testid="hit"][data-state="appealed"]')
        await expect(seen.get_by_test_id("hit-appeal-note")).to_contain_text(REASON, timeout=PATIENCE_MS)
        await seen.get_by_test_id("hit-withdraw").click()
        await seen.get_by_test_id("hit-note").fill("Right.")
        await seen.get_by_test_id("hit-send").click()
        # Nobody reloads the operator's page.
        await expect(own).to_have_attribute("data-state", "withdrawn", timeout=PATIENCE_MS)
        await expect(own.get_by_test_id("hit-resolution")).to_contain_text("Right.")
        await admin.get_by_test_id("nav-scores").click()
        card = admin.locator('[data-testid="score-card"][data-key="op@shop.example"]')
        # Its thirty points do not count any more; a greeting that was left out may.
        await expect(card.get_by_test_id("score")).to_have_text(re.compile("^(98|100)$"), timeout=PATIENCE_MS)


async def test_a_bad_turn_leads_to_the_chain_that_explains_it(browser: Browser, shop: Path) -> None:
    async with open_shop(shop) as server:
        await asked(server, ["How long can I return a lamp?", "Which planet has the tallest volcano?"])
        console = await log_in(browser, server)
        await console.get_by_test_id("nav-conversations").click()
        await console.get_by_test_id("conversation-row").first.click()
        await console.get_by_test_id("why-link").last.click()
        await expect(console.get_by_test_id("why-check").last).to_have_attribute(
            "data-verdict", "cause", timeout=PATIENCE_MS
        )
        cause = await console.get_by_test_id("why-cause").get_attribute("data-cause")
        await console.get_by_test_id("turn-link").click()
        wanted = console.locator('[data-testid="turn"]:has([data-testid="turn-wanted"])')
        await expect(wanted).to_be_in_viewport(timeout=PATIENCE_MS)

        await console.get_by_test_id("nav-quality").click()
        await console.get_by_test_id("nav-why").click()
        await expect(console.locator('[data-testid="pareto"][data-drawn="true"]')).to_be_visible(timeout=PATIENCE_MS)
        row = console.locator(f'[data-testid="cause"][data-cause="{cause}"]')
        await row.get_by_test_id("cause-open").click()
        await row.get_by_test_id("cause-turn").first.click()
        await expect(console.get_by_test_id("why-check").first).to_be_visible(timeout=PATIENCE_MS)
