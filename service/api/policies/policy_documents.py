"""What the endpoints of every kind of policy share: the page, the change, the history, and a mistake told by field."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, Field, ValidationError

from evals.problems import plain
from service.deps import Reading
from service.errors import InvalidPolicy, Misplaced
from service.resources import Resources
from service.rest.shown import Shown
from service.storage.policies import PolicyKind, policy_history, save_policy
from service.storage.types import now

Document = TypeVar("Document", bound=BaseModel)


class PolicyPage(BaseModel, Generic[Document]):
    """The policy in force. `number` is 0 for the one of the settings, and the `based_on` of the next change."""

    number: int
    document: Document
    at: datetime | None
    by: str | None


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
    """The latest policies of a kind, newest first."""

    policies: list[FormerPolicy]


async def put_in_force(
    kind: PolicyKind, document: type[BaseModel], change: PolicyChange, by: str, resources: Resources
) -> None:
    """Raises InvalidPolicy where the document makes no sense, NotAllowedNow where somebody has saved since."""
    await save(kind, checked(document.model_validate, change.document), change.based_on, by, resources)


async def save(kind: PolicyKind, document: BaseModel, based_on: int, by: str, resources: Resources) -> None:
    """Put a document that makes sense in force. Raises NotAllowedNow where somebody has saved since."""
    async with resources.database.write() as connection:
        await save_policy(connection, resources.database, kind, document, based_on, by, now())
    resources.live.changed("policy")


async def history_of(kind: PolicyKind, connection: Reading) -> PolicyHistory:
    """What was saved when, and by whom."""
    former = await policy_history(connection, kind)
    return PolicyHistory(policies=[FormerPolicy.model_validate(one) for one in former])


def checked(validate: Callable[[dict[str, Any]], Document], document: dict[str, Any]) -> Document:
    """What `validate` makes of the document. Raises InvalidPolicy with what it finds wrong, by field."""
    try:
        return validate(document)
    except ValidationError as error:
        raise InvalidPolicy(
            [
                Misplaced(".".join(map(str, one["loc"])), one["type"], plain(one["msg"]))
                for one in error.errors(include_url=False, include_context=False, include_input=False)
            ]
        ) from error
