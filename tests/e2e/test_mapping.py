"""An admin looks at what a CRM would get of a lead before the mapping is saved."""

from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from tests.e2e.people import log_in
from tests.e2e.shop import open_shop

pytestmark = pytest.mark.e2e


async def test_a_mapping_is_edited_beside_what_comes_out(browser: Browser, shop: Path) -> None:
    async with open_shop(shop) as server:
        console = await log_in(browser, server)
        crm = {"url": "https://crm.example.com/leads", "body": '{"name": {{ lead.name | tojson }}}'}
        wanted = {"kind": "crm", "name": "CRM", "config": crm, "events": ["lead.created"]}
        await console.context.request.post(f"{server.url}/api/integrations", data=wanted)
        await console.goto(f"{server.url}/console/settings/integrations")
        await console.get_by_test_id("integration-mapping").click()
        await expect(console.get_by_test_id("mapping-result")).to_contain_text('"name": "Example"')

        await console.get_by_test_id("mapping-field").filter(has_text="lead.contact.phone").click()
        await expect(console.get_by_test_id("mapping-result")).to_contain_text('"phone": "+1 555 0100"')
        written = await console.get_by_test_id("mapping-body").input_value()
        await console.get_by_test_id("mapping-body").fill("{")
        await expect(console.get_by_role("alert")).to_contain_text("no JSON")
        await expect(console.get_by_test_id("mapping-save")).to_be_disabled()
        await console.get_by_test_id("mapping-body").fill(written)
        await console.get_by_test_id("mapping-save").click()
        await expect(console.get_by_test_id("mapping-body")).to_have_count(0)
        saved = await (await console.context.request.get(f"{server.url}/api/integrations")).json()
        assert saved["integrations"][0]["config"]["body"] == written
