"""What is set for an account holds in its conversations, from the first word to the hand-off."""

from typing import Any

import pytest

from graphs.agent.handoff.document import HandoffPolicy, Hours
from graphs.agent.style.document import Persona, Style, Words
from service.accounts.changes import AccountChange, InvalidSettings, change_account, read_document
from service.errors import NotFound
from service.in_force import InForce
from service.policies.account import AccountSettings, read_settings
from service.policies.routing import RoutingPolicy
from service.storage.accounts.settings import get_settings, save_document, set_up
from service.storage.desk.operators import Ended, close
from service.storage.outgoing.outbox import due_accounts
from service.storage.turns.backlog import Work, load_work
from service.storage.types import now
from service.storage.users.groups import add_group, find_group
from service.turns.asking import question_of
from tests.service.post import Post
from tests.service.shop import Shop

ALWAYS_CLOSED = {"enabled": True, "weekdays": {"monday": ["09:00-09:01"]}}


async def save(shop: Shop, **document: Any) -> None:
    async with shop.database.write() as connection:
        await save_document(connection, shop.account, AccountSettings.model_validate(document))


async def work_of(shop: Shop, said: str) -> Work:
    """What the agent is to answer after this was said, not yet answered."""
    shop.agent.hold(said)
    message = await shop.say(await shop.turns(), said)
    async with shop.database.read() as connection:
        return (await load_work(connection, [message.conversation_id]))[message.conversation_id]


async def test_a_conversation_begins_with_the_accounts_source_and_language(shop: Shop) -> None:
    await save(shop, source="Spring fair", language="zh")
    work = await work_of(shop, "ada: hello")

    conversation = await shop.conversation(work.conversation_id)
    assert (conversation.source, conversation.language) == ({"label": "Spring fair"}, "zh")
    assert question_of(work, InForce(handoff=HandoffPolicy()))["language"] == "zh"


async def test_hours_of_the_account_stand_in_for_those_of_the_hand_off_policy(shop: Shop) -> None:
    policies = InForce(handoff=HandoffPolicy(hours=Hours(enabled=False)))
    assert question_of(await work_of(shop, "ada: one"), policies)["handoff_policy"].hours.enabled is False

    await save(shop, hours=ALWAYS_CLOSED)
    assert question_of(await work_of(shop, "bob: two"), policies)["handoff_policy"].hours.enabled is True


async def test_hours_of_the_group_go_before_both_and_without_a_group_the_agent_may_choose_one(shop: Shop) -> None:
    async with shop.database.write() as connection:
        await add_group(connection, shop.database, "Sales", now())
        group = await find_group(connection, "Sales")
    assert group is not None
    groups = {group: {"skills": ["returns"], "hours": {"enabled": True, "time_zone": "Asia/Shanghai"}}}
    policies = InForce(handoff=HandoffPolicy(), routing=RoutingPolicy.model_validate({"groups": groups}))
    await save(shop, hours=ALWAYS_CLOSED)
    question = question_of(await work_of(shop, "ada: one"), policies)
    assert question["handoff_policy"].hours.time_zone == "UTC"
    assert [(one.id, one.skills) for one in question["desks"]] == [(group, {"returns"})]

    async with shop.database.write() as connection:
        await set_up(connection, shop.account, group_id=group)
    question = question_of(await work_of(shop, "bob: two"), policies)
    assert question["handoff_policy"].hours.time_zone == "Asia/Shanghai"
    assert question["desks"] == ()


async def test_the_greeting_before_the_first_answer_is_for_newcomers_only(shop: Shop) -> None:
    await save(shop, greeting={"en": "Welcome to the fair!"}, greet="first_answer")
    policies = InForce(handoff=HandoffPolicy())
    first = await work_of(shop, "ada: first")
    style = first.account.styled(policies.style)
    assert (style.persona.greet, style.persona.greeting.en) == ("first_reply", "Welcome to the fair!")
    assert not question_of(first, policies).get("greeted")

    async with shop.database.write() as connection:
        await close(connection, shop.database, shop.plan, first.conversation_id, Ended("operator"), now())
    assert question_of(await work_of(shop, "ada: again"), policies)["greeted"]


def test_a_greeting_in_one_language_leaves_the_styles_in_the_other() -> None:
    style = Style(persona=Persona(greeting=Words(en="Hello from the style", zh="您好")))
    own = AccountSettings(greeting=Words(en="Hello from the account")).styled(style)
    assert (own.persona.greeting.en, own.persona.greeting.zh) == ("Hello from the account", "您好")
    assert AccountSettings().styled(style) is style


async def test_replies_of_a_disabled_account_wait_and_go_out_once_it_is_enabled(post: Post) -> None:
    await post.answer("ada: hello")
    sender = await post.outbox()
    async with post.shop.database.write() as connection:
        await set_up(connection, post.shop.account, enabled=False)
        assert await due_accounts(connection, now()) == []
    await post.pass_on(sender)
    assert post.plain.texts == []

    async with post.shop.database.write() as connection:
        await set_up(connection, post.shop.account, enabled=True)
    await post.pass_on(sender)
    assert post.plain.texts == ["re: ada: hello"]


async def test_a_mistake_is_told_by_its_field_and_changes_nothing(post: Post) -> None:
    wrong = {"language": "fr", "hours": {"time_zone": "Moon"}}
    with pytest.raises(InvalidSettings) as refused:
        await change_account(
            post.shop.database, post.accounts, post.shop.account, AccountChange(name="New", settings=wrong)
        )
    assert {one.field for one in refused.value.fields} == {"language", "hours.time_zone"}
    with pytest.raises(NotFound):
        await change_account(
            post.shop.database, post.accounts, post.shop.account, AccountChange(name="New", group="Nobody")
        )
    assert (await post.accounts.stored(post.shop.account)).name == "Shop"


def test_settings_that_this_version_cannot_read_do_not_stop_an_answer() -> None:
    assert read_settings({"language": "klingon"}) == AccountSettings()
    assert read_document({}) == AccountSettings()


async def test_only_what_differs_is_stored(shop: Shop) -> None:
    await save(shop, hours={"enabled": False}, source="fair")
    async with shop.database.read() as connection:
        document = (await get_settings(connection, shop.account)).document
    assert (document.hours, document.source) == (Hours(), "fair")
