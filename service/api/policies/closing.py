"""How conversations end: read the policy, put another one in force, see what was in force when."""

from typing import Literal

from fastapi import APIRouter

from prompts.replies import LANGUAGES
from service.api.policies.policy_documents import PolicyChange, PolicyHistory, PolicyPage, history_of, put_in_force
from service.care.closing_words import FIXED
from service.deps import CurrentResources, CurrentUser, Reading, needs
from service.policies.closing import ClosingPolicy
from service.resources import Resources
from service.rest.shown import problems
from service.roles import Right
from service.storage.policies import PolicyKind, newest_policy

router = APIRouter(prefix="/api/policy/closing", tags=["policy"], dependencies=needs(Right.SEE, Right.MANAGE))


class ClosingPolicyPage(PolicyPage[ClosingPolicy]):
    """`fixed_words` are said, by part and language, where the policy has no own; `channels` may be left out by name."""

    fixed_words: dict[str, dict[Literal["en", "zh"], str]]
    channels: list[str]


@router.get("", responses=problems(401))
async def get_policy(connection: Reading, resources: CurrentResources) -> ClosingPolicyPage:
    """The policy in force: the one saved last, else that of the settings."""
    return await _page(connection, resources)


@router.put("", responses=problems(401, 403, 409, 422))
async def put_policy(change: PolicyChange, user: CurrentUser, resources: CurrentResources) -> ClosingPolicyPage:
    """Put a policy in force, for every process from its next round on. A mistake is told by its field."""
    await put_in_force(PolicyKind.CLOSING, ClosingPolicy, change, user.email, resources)
    async with resources.database.read() as connection:
        return await _page(connection, resources)


@router.get("/history", responses=problems(401))
async def get_history(connection: Reading) -> PolicyHistory:
    """What was saved when, and by whom."""
    return await history_of(PolicyKind.CLOSING, connection)


async def _page(connection: Reading, resources: Resources) -> ClosingPolicyPage:
    saved = await newest_policy(connection, PolicyKind.CLOSING)
    texts = resources.brain.context.prompts.replies.texts
    english, chinese = (texts[language] for language in LANGUAGES)
    return ClosingPolicyPage(
        number=saved.number if saved else 0,
        document=(await resources.policies.look(connection)).closing,
        at=saved.at if saved else None,
        by=saved.by if saved else None,
        fixed_words={part: {"en": english[key], "zh": chinese[key]} for part, key in FIXED.items()},
        channels=sorted({"widget", *resources.accounts.channels}),
    )
