"""The hand-off policy: read it, put another one in force, see what was in force when."""

from datetime import datetime
from typing import Any, Literal

from fastapi import APIRouter
from pydantic import BaseModel, Field, ValidationError

from graphs.agent.handoff.document import HandoffPolicy
from prompts.replies import LANGUAGES, Replies
from service.deps import CurrentResources, CurrentUser, Reading, needs_login
from service.errors import InvalidPolicy, Misplaced
from service.resources import Resources
from service.shown import Shown, problems
from service.storage.policies import StoredPolicy, newest_policy, policy_history, save_policy
from service.storage.types import now

router = APIRouter(prefix="/api/policy", tags=["policy"], dependencies=needs_login)

# The fixed reply that is said for an occasion where the policy has no words of its own.
_FIXED = {
    **{name: f"handoff_{name}" for name in ("safety", "customer_request", "negative_sentiment", "repeated_failure")},
    **{name: f"handoff_{name}" for name in ("low_confidence", "failed_check", "high_value", "out_of_scope", "policy")},
    "out_of_hours": "out_of_hours",
    "nobody_came": "nobody_came_requeue",
    "promise": "promise",
    "returned": "returned",
}


class PolicyPage(BaseModel):
    """The policy in force. `number` is 0 for the one of the settings, and the `based_on` of the next change.

    `fixed_words` are said, by occasion and language, where the policy has no own.
    """

    number: int
    document: HandoffPolicy
    at: datetime | None
    by: str | None
    fixed_words: dict[str, dict[Literal["en", "zh"], str]]


class PolicyChange(BaseModel):
    """The whole document to be in force; `based_on` is the number of the one that it was made from."""

    document: dict[str, Any]
    based_on: int = Field(ge=0)


class FormerPolicy(Shown):
    """A policy as it was saved."""

    number: int
    document: dict[str, Any]
    at: datetime
    by: str


class PolicyHistory(BaseModel):
    """The latest policies, newest first."""

    policies: list[FormerPolicy]


@router.get("", responses=problems(401))
async def get_policy(connection: Reading, resources: CurrentResources) -> PolicyPage:
    """The policy in force: the one saved last, else that of the settings."""
    return await _page(connection, resources)


@router.put("", responses=problems(401, 409, 422))
async def put_policy(change: PolicyChange, user: CurrentUser, resources: CurrentResources) -> PolicyPage:
    """Put a policy in force, for the next turn of every process. A mistake is told by its field."""
    document = _valid(change.document)
    async with resources.database.write() as connection:
        await save_policy(connection, resources.database, document, change.based_on, user.email, now())
    resources.live.changed("policy")
    async with resources.database.read() as connection:
        return await _page(connection, resources)


@router.get("/history", responses=problems(401))
async def get_history(connection: Reading) -> PolicyHistory:
    """What was saved when, and by whom."""
    return PolicyHistory(policies=[FormerPolicy.model_validate(one) for one in await policy_history(connection)])


async def _page(connection: Reading, resources: Resources) -> PolicyPage:
    saved: StoredPolicy | None = await newest_policy(connection)
    return PolicyPage(
        number=saved.number if saved else 0,
        document=await resources.policies.look(connection),
        at=saved.at if saved else None,
        by=saved.by if saved else None,
        fixed_words=_fixed_words(resources.brain.context.prompts.replies),
    )


def _fixed_words(replies: Replies) -> dict[str, dict[Literal["en", "zh"], str]]:
    told: dict[str, dict[Literal["en", "zh"], str]] = {}
    for occasion, key in _FIXED.items():
        told[occasion] = {"en": replies.texts[LANGUAGES[0]][key], "zh": replies.texts[LANGUAGES[1]][key]}
    return told


def _valid(document: dict[str, Any]) -> HandoffPolicy:
    try:
        return HandoffPolicy.model_validate(document)
    except ValidationError as error:
        raise InvalidPolicy(
            [
                Misplaced(".".join(map(str, one["loc"])), one["type"], one["msg"])
                for one in error.errors(include_url=False, include_context=False, include_input=False)
            ]
        ) from error
