"""What the database did not take shows on the Channels page and on the account's, in both languages, and goes again."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect
from sqlalchemy import delete, select

from service.storage.database import Database
from service.storage.tables import accounts, journal
from service.storage.types import now
from tests.e2e.people import log_in
from tests.e2e.shop import open_shop
from tests.service.unstored import leave_unstored

pytestmark = pytest.mark.e2e

SECRET = "whsec_" + "c2VjcmV0IHNlY3JldCBzZWNyZXQgc2VjcmV0"
CREDENTIALS = {"secret": SECRET, "callback_url": "https://127.0.0.1:9/replies"}


async def test_what_could_not_be_stored_is_told_with_what_to_do(browser: Browser, shop: Path) -> None:
    async with open_shop(shop) as server:
        console = await log_in(browser, server)
        body = {"channel": "webhook", "name": "Relay", "credentials": CREDENTIALS}
        assert (await console.request.post(f"{server.url}/api/accounts", data=body)).ok
        database = Database(f"sqlite+aiosqlite:///{server.data / 'turnwise.db'}")
        await _open_channels(console)
        told, help_ = console.get_by_test_id("account-unstored"), console.get_by_test_id("unstored-help")
        await expect(told.or_(help_)).to_have_count(0)

        async with database.read() as connection:
            (account,) = await connection.scalars(select(accounts.c.id).where(accounts.c.name == "Relay"))
        await leave_unstored(database, account, [now() - timedelta(hours=2), datetime.now(UTC)])
        await _open_channels(console)
        await expect(told).to_have_text("2 messages could not be stored · the oldest written 2 hours ago")
        await expect(help_).to_contain_text("Nothing is lost")
        await console.get_by_test_id("account-link").filter(has_text="Relay").click()
        await expect(console.get_by_test_id("account")).to_contain_text("2 messages could not be stored")
        await expect(help_).to_contain_text("could not be stored")

        await console.get_by_test_id("account-menu").click()
        await console.get_by_test_id("language-switch").click()
        await expect(told).to_contain_text("2 条消息无法存储 · 最早一条写于 2小时前")
        await expect(help_).to_contain_text("消息没有丢失")

        async with database.write() as connection:
            await connection.execute(delete(journal))
        await database.dispose()
        await console.reload()
        await expect(console.get_by_test_id("account-state")).to_be_visible()
        await expect(told.or_(help_)).to_have_count(0)


async def _open_channels(console: Page) -> None:
    await console.goto(f"{console.url.split('/console')[0]}/console/settings/channels")
    await expect(console.get_by_test_id("account-link").filter(has_text="Relay")).to_be_visible()
