"""The hand-off policy: read it, put another one in force, see what was in force when."""

from typing import Literal

from fastapi import APIRouter

from graphs.agent.handoff.document import HandoffPolicy
from prompts.replies import LANGUAGES, Replies
from service.api.policies.policy_documents import PolicyChange, PolicyHistory, PolicyPage, history_of, put_in_force
from service.deps import CurrentCaller, CurrentResources, Reading, needs
from service.resources import Resources
from service.rest.shown import problems
from service.roles import Right
from service.storage.policies import PolicyKind, newest_policy

router = APIRouter(prefix="/api/policy", tags=["policy"], dependencies=needs(Right.SEE, Right.MANAGE))

# The fixed reply that is said for an occasion where the policy has no words of its own.
_FIXED = {
    **{name: f"handoff_{name}" for name in ("safety", "customer_request", "negative_sentiment", "repeated_failure")},
    **{
        name: f"handoff_{name}"
        for name in ("low_confidence", "failed_check", "urgent", "high_value", "out_of_scope", "policy")
    },
    "out_of_hours": "out_of_hours",
    "queue_position": "queue_position",
    "nobody_came": "nobody_came_requeue",
    "promise": "promise",
    "operator_gone": "operator_gone",
    "returned": "returned",
}


class HandoffPolicyPage(PolicyPage[HandoffPolicy]):
    """`fixed_words` are said, by occasion and language, where the policy has no own."""

    fixed_words: dict[str, dict[Literal["en", "zh"], str]]


@router.get("", responses=problems(401, 403))
async def get_policy(connection: Reading, resources: CurrentResources) -> HandoffPolicyPage:
    """The policy in force: the one saved last, else that of the settings."""
    return await _page(connection, resources)


@router.put("", responses=problems(401, 403, 409, 422))
async def put_policy(change: PolicyChange, caller: CurrentCaller, resources: CurrentResources) -> HandoffPolicyPage:
    """Put a policy in force, for the next turn of every process. A mistake is told by its field."""
    await put_in_force(PolicyKind.HANDOFF, HandoffPolicy, change, caller.by, resources)
    async with resources.database.read() as connection:
        return await _page(connection, resources)


@router.get("/history", responses=problems(401, 403))
async def get_history(connection: Reading) -> PolicyHistory:
    """What was saved when, and by whom."""
    return await history_of(PolicyKind.HANDOFF, connection)


async def _page(connection: Reading, resources: Resources) -> HandoffPolicyPage:
    saved = await newest_policy(connection, PolicyKind.HANDOFF)
    return HandoffPolicyPage(
        number=saved.number if saved else 0,
        document=(await resources.policies.look(connection)).handoff,
        at=saved.at if saved else None,
        by=saved.by if saved else None,
        fixed_words=_fixed_words(resources.brain.context.prompts.replies),
    )


def _fixed_words(replies: Replies) -> dict[str, dict[Literal["en", "zh"], str]]:
    told: dict[str, dict[Literal["en", "zh"], str]] = {}
    for occasion, key in _FIXED.items():
        told[occasion] = {"en": replies.texts[LANGUAGES[0]][key], "zh": replies.texts[LANGUAGES[1]][key]}
    return told
