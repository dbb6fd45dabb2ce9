"""Hits of rules: listed and filtered, appealed against, decided on; and the score cards that they make."""

from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import AfterValidator, BaseModel, Field

from evals.kpi_json import rate_json
from service.api.rates.models import Rate
from service.api.times import Time
from service.deps import CurrentCaller, CurrentResources, PathId, Reading, needs
from service.errors import Forbidden
from service.resources import Resources
from service.rest.shown import Shown, problems
from service.roles import Right
from service.storage.grading.rule_hits import (
    HitFilters,
    HitState,
    Resolution,
    Severity,
    StoredHit,
    appeal,
    count_hits,
    get_hit,
    hits_by_rule,
    list_hits,
    resolve,
)
from service.storage.grading.rule_scores import score_cards
from service.storage.types import now
from service.texts import clean

router = APIRouter(prefix="/api/rules", tags=["rules"])


Note = Annotated[str, Field(max_length=2_000), AfterValidator(clean)]


class Hit(Shown):
    """A hit in reply number `reply` of its turn, at `start` to `end`, both 0 where something is missing.

    `operator` is who said it, null for the agent. `quote` is `[kind]` where what was said must not be shown again.
    """

    id: str
    rule: str
    title: str
    severity: Severity
    points: int
    operator: str | None
    conversation_id: str
    turn_id: str
    reply: int
    start: int
    end: int
    quote: str
    reason: str
    at: datetime
    state: HitState
    version: str
    appeal_note: str | None
    appealed_by: str | None
    appealed_at: datetime | None
    resolution_note: str | None
    resolved_by: str | None
    resolved_at: datetime | None


class Hits(BaseModel):
    """A page of hits, the latest first; `total` counts all that the filters leave."""

    total: int
    hits: list[Hit]


class HitCounts(BaseModel):
    """Hits that count, by the rule's id; a rule that is not named has none."""

    rules: dict[str, int]


class Appeal(BaseModel):
    """Why the hit is wrong."""

    note: Annotated[Note, Field(min_length=1)]


class Decision(BaseModel):
    """Whether the hit stands, and why."""

    resolution: Resolution
    note: Note = ""


class ScoreCard(BaseModel):
    """`key` is an operator, null for the agent, or a conversation; `n` counts the turns that rules have judged.

    A conversation's score is 100 minus the points lost in it, at least 0; who replied in several has their mean.
    """

    key: str | None
    score: float
    hits: int
    n: int
    conversations: int
    compliance: Rate


class Scores(BaseModel):
    """Score cards, the lowest first; `total` counts all there are."""

    total: int
    cards: list[ScoreCard]


@router.get("/hits", dependencies=needs(Right.SEE), responses=problems(401, 403, 404, 422))
async def get_hits(
    connection: Reading,
    rule: str | None = None,
    severity: Severity | None = None,
    state: HitState | None = None,
    operator: Annotated[str | None, Query(description="An e-mail address, or agent.")] = None,
    conversation_id: str | None = None,
    since: Time | None = None,
    until: Time | None = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    before: Annotated[str | None, Query(description="The id of the last hit of the page before.")] = None,
) -> Hits:
    """Hits by rule, severity, state, operator, conversation and time of the reply."""
    filters = HitFilters(
        rule=rule,
        severity=severity,
        state=state,
        operator=operator,
        conversation_id=conversation_id,
        since=since,
        until=until,
    )
    found = await list_hits(connection, filters, limit, before)
    return Hits(total=await count_hits(connection, filters), hits=[Hit.model_validate(one) for one in found])


@router.get("/hits/counts", dependencies=needs(Right.SEE), responses=problems(401, 403, 422))
async def get_hit_counts(connection: Reading, since: Time | None = None) -> HitCounts:
    """How often each rule has hit since then."""
    return HitCounts(rules=await hits_by_rule(connection, since))


@router.post("/hits/{id}/appeal", dependencies=needs(Right.ANSWER), responses=problems(401, 403, 404, 409, 422))
async def appeal_hit(id: PathId, body: Appeal, caller: CurrentCaller, resources: CurrentResources) -> Hit:  # noqa: A002
    """Object to a hit in a reply of your own, once: it counts until it is withdrawn.

    Who may say what is watched objects to any.
    """
    async with resources.database.write() as connection:
        of = (await get_hit(connection, id)).operator
        if of != caller.by and not caller.may(Right.MONITOR):
            raise Forbidden("This is no reply of yours: whoever said it can object, or a quality manager decide on it.")
        await appeal(connection, id, body.note, caller.by, now())
        hit = await get_hit(connection, id)
    return _told(resources, hit)


@router.post("/hits/{id}/resolve", dependencies=needs(Right.MONITOR), responses=problems(401, 403, 404, 409, 422))
async def resolve_hit(id: PathId, body: Decision, caller: CurrentCaller, resources: CurrentResources) -> Hit:  # noqa: A002
    """Uphold a hit or withdraw it, appealed against or not; what is withdrawn does not count."""
    async with resources.database.write() as connection:
        await resolve(connection, id, body.resolution, body.note, caller.by, now())
        hit = await get_hit(connection, id)
    return _told(resources, hit)


@router.get("/scores", dependencies=needs(Right.SEE), responses=problems(401, 403, 422))
async def get_scores(
    connection: Reading,
    by: Literal["operator", "conversation"] = "operator",
    since: Time | None = None,
    until: Time | None = None,
    limit: Annotated[int, Query(ge=1, le=1_000)] = 100,
) -> Scores:
    """Score cards over turns asked in [since, until), the lowest first."""
    found = await score_cards(connection, by, since, until, limit)
    return Scores(
        total=found.total,
        cards=[
            ScoreCard(
                key=card.key,
                score=round(card.score, 2),
                hits=card.hits,
                n=card.n,
                conversations=card.conversations,
                compliance=Rate.model_validate(rate_json(card.compliance)),
            )
            for card in found.cards
        ],
    )


def _told(resources: Resources, hit: StoredHit) -> Hit:
    """The hit as it is now, and a word to those who watch."""
    resources.live.changed("grades", hit.conversation_id)
    resources.live.changed("hits")
    resources.live.changed("kpis")
    return Hit.model_validate(hit)
