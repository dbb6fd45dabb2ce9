"""Which group of operators gets which conversations, and how they are given out: one document for all groups.

Everything has a default, and by default nothing is given out: operators take what waits. Unknown names are refused.
"""

from collections.abc import Iterator
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator, model_validator
from pydantic_core import PydanticCustomError

from graphs.agent.handoff.document import Hours

Strategy = Literal["manual", "least_busy", "round_robin", "last_operator", "customer_value"]
Skill = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]
Skills = Annotated[tuple[Skill, ...], Field(max_length=50)]
Languages = Annotated[tuple[Language, ...], Field(max_length=20)]
GroupId = Annotated[str, StringConstraints(max_length=36)]

MOST_AT_ONCE = 50


class GroupRouting(BaseModel):
    """What holds for one group.

    Of hand-offs whose account names no group it takes those of these intents (`skills`) and `languages`; with
    `catch_all` also what no other group takes. `hours` are its own, None as the account or the hand-off policy has
    them. While the 90th percentile of its response times in the last `window_minutes`, `min_responses` or more, is
    above `response_limit_s`, new conversations go to the group `overflow_to`.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    skills: Skills = ()
    languages: Languages = ()
    catch_all: bool = False
    hours: Hours | None = None
    strategy: Strategy = "manual"
    capacity: int = Field(5, ge=1, le=MOST_AT_ONCE)
    claim_within_s: int = Field(120, ge=15, le=3_600)
    response_limit_s: int | None = Field(None, ge=10, le=86_400)
    window_minutes: int = Field(60, ge=5, le=1_440)
    min_responses: int = Field(5, ge=1, le=1_000)
    overflow_to: GroupId | None = None

    @field_validator("skills", "languages")
    @classmethod
    def _each_once(cls, given: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(given))

    @model_validator(mode="after")
    def _limit_with_a_way_out(self) -> Self:
        if (self.response_limit_s is None) != (self.overflow_to is None):
            raise PydanticCustomError("limit_without_group", "give a limit and the group to go to, or neither")
        return self

    @property
    def gives_out(self) -> bool:
        """Whether conversations are given to operators; else they take them themselves."""
        return self.strategy != "manual"


DEFAULT = GroupRouting()


class RoutingPolicy(BaseModel):
    """By the id of a group; a group that is not named has the defaults."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    groups: dict[GroupId, GroupRouting] = {}

    @model_validator(mode="after")
    def _no_circles(self) -> Self:
        for group_id in self.groups:
            seen = {group_id}
            for following in self.overflows_of(group_id):
                if following in seen:
                    raise PydanticCustomError("overflow_circle", "conversations would go round in a circle of groups")
                seen.add(following)
        return self

    def of(self, group_id: str | None) -> GroupRouting:
        """What holds for this group; the defaults for who is in none."""
        return self.groups.get(group_id, DEFAULT) if group_id else DEFAULT

    def overflows_of(self, group_id: str) -> Iterator[str]:
        """Where its conversations go while it is slow, then where those go, and so on."""
        following = self.of(group_id).overflow_to
        while following:
            yield following
            following = self.of(following).overflow_to

    def with_group(self, group_id: str, routing: GroupRouting | None) -> "RoutingPolicy":
        """The same with another document for this group; without one where None. Raises ValidationError."""
        others = {one: theirs for one, theirs in self.groups.items() if one != group_id}
        kept = others if routing is None or routing == DEFAULT else others | {group_id: routing}
        return RoutingPolicy.model_validate({"groups": kept})

    @property
    def by_intent(self) -> bool:
        """Whether any group is chosen by what the conversation is about."""
        return any(one.skills for one in self.groups.values())
