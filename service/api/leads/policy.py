"""The lead policy: what customers are asked for when, and what a lead is worth; read it, put another one in force."""

from typing import Literal

from fastapi import APIRouter

from graphs.agent.leads.document import LeadPolicy
from prompts.replies import LANGUAGES, Replies
from service.api.policies.policy_documents import PolicyChange, PolicyHistory, PolicyPage, history_of, put_in_force
from service.deps import CurrentCaller, CurrentResources, Reading, needs
from service.resources import Resources
from service.rest.shown import problems
from service.roles import Right
from service.storage.policies import PolicyKind, newest_policy

router = APIRouter(prefix="/api/leads/policy", tags=["leads"], dependencies=needs(Right.SEE, Right.MANAGE))


class LeadPolicyPage(PolicyPage[LeadPolicy]):
    """`fixed_words` are said, by part and language, where the policy has no own; `intents` are those that there are."""

    fixed_words: dict[str, dict[Literal["en", "zh"], str]]
    intents: list[str]


@router.get("", responses=problems(401, 403))
async def get_policy(connection: Reading, resources: CurrentResources) -> LeadPolicyPage:
    """The policy in force: the one saved last, else that of the installation's file and the defaults."""
    return await _page(connection, resources)


@router.put("", responses=problems(401, 403, 409, 422))
async def put_policy(change: PolicyChange, caller: CurrentCaller, resources: CurrentResources) -> LeadPolicyPage:
    """Put a policy in force, for the next turn of every process. A mistake is told by its field."""
    await put_in_force(PolicyKind.LEADS, LeadPolicy, change, caller.by, resources)
    resources.live.changed("leads")
    async with resources.database.read() as connection:
        return await _page(connection, resources)


@router.get("/history", responses=problems(401, 403))
async def get_history(connection: Reading) -> PolicyHistory:
    """What was saved when, and by whom."""
    return await history_of(PolicyKind.LEADS, connection)


async def _page(connection: Reading, resources: Resources) -> LeadPolicyPage:
    saved = await newest_policy(connection, PolicyKind.LEADS)
    context = resources.brain.context
    return LeadPolicyPage(
        number=saved.number if saved else 0,
        document=(await resources.policies.look(connection)).leads,
        at=saved.at if saved else None,
        by=saved.by if saved else None,
        fixed_words=_fixed_words(context.prompts.replies),
        intents=list(context.intents.names),
    )


def _fixed_words(replies: Replies) -> dict[str, dict[Literal["en", "zh"], str]]:
    def said(key: str) -> dict[Literal["en", "zh"], str]:
        return {"en": replies.texts[LANGUAGES[0]][key], "zh": replies.texts[LANGUAGES[1]][key]}

    return {"ask": said("lead_ask"), "purpose": said("lead_purpose"), "consent": {"en": "", "zh": ""}}
