"""Trying an account out tells what is wrong in a sentence, whatever the platform does, and never raises."""

from datetime import timedelta
from typing import Any

import pytest

from service.accounts.accounts import Accounts
from service.accounts.checks import Checked, check_account, send_test
from service.channel.errors import ChannelError, DeliveryUncertain
from service.channel.interface import Window
from service.errors import NotAllowedNow, NotFound
from service.secrets import Vault
from tests.service.platform import Platform
from tests.service.post import Post
from tests.service.shop import Shop


class AskedPlatform(Platform):
    """One that can be asked who an account is; `says` is its answer, or how it fails."""

    says: str | Exception = "Shop bot (@shop)"

    async def check(self, account: Any, line: Any) -> str:
        if isinstance(self.says, Exception):
            raise self.says
        return self.says


@pytest.mark.parametrize(
    ("says", "checked"),
    [
        ("Shop bot (@shop)", Checked(who="Shop bot (@shop)")),
        (ChannelError("Bell refused it.", permanent=True), Checked(problem="Bell refused it.")),
        (
            DeliveryUncertain("it may have arrived"),
            Checked(problem="The platform's answer did not come, or could not be read."),
        ),
        (KeyError("name"), Checked(problem="The check failed: KeyError.")),
    ],
)
async def test_what_the_platform_says_or_why_it_says_nothing(
    shop: Shop, says: str | Exception, checked: Checked
) -> None:
    platform = AskedPlatform("bell")
    platform.says = says
    platforms: dict[str, Any] = {"bell": platform, "mute": Platform("mute")}
    accounts = Accounts(shop.database, Vault(b"k" * 32), platforms)
    line: Any = None

    assert await check_account(accounts, line, (await accounts.add("bell", "Shop", {})).id) == checked
    assert await check_account(accounts, line, (await accounts.add("mute", "Shop", {})).id) == Checked()


async def test_a_test_message_goes_to_who_has_written_within_the_platforms_window(post: Post) -> None:
    await post.answer("ada: hello")
    account, line = post.shop.account, None

    def send(contact: str) -> Any:
        return send_test(post.shop.database, post.accounts, line, account, contact, "test")  # type: ignore[arg-type]

    assert await send("ada") == "external-1"
    assert post.plain.texts == ["test"]
    with pytest.raises(NotFound):
        await send("bob")
    post.plain.window = Window(timedelta(0))
    with pytest.raises(NotAllowedNow):
        await send("ada")
    assert post.plain.texts == ["test"]
