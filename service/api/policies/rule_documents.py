"""What the endpoints of rules and of alert rules share: a document that is written as YAML, too."""

import asyncio
from datetime import datetime
from typing import Any, TypeVar

from pydantic import BaseModel, Field

from evals.yaml_document import BadDocument, read_document
from service.api.policies.policy_documents import checked
from service.errors import InvalidRules, Misplaced

Document = TypeVar("Document", bound=BaseModel)


class WrittenPage(BaseModel):
    """The rules in force, as a document and as YAML; `number` 0 is the starter set, the next `based_on`."""

    number: int
    document: dict[str, Any]
    yaml: str
    at: datetime | None
    by: str | None


class Draft(BaseModel):
    """Rules as YAML or as a document, one of the two."""

    yaml: str | None = Field(None, max_length=1_000_000)
    document: dict[str, Any] | None = None


class WrittenChange(Draft):
    """The rules to be in force; `based_on` is the number of those that they were made from."""

    based_on: int = Field(ge=0)


async def read_draft(draft: Draft, kind: type[Document], file: str) -> Document:
    """What is drafted; `file` is the name that mistakes in YAML are told with.

    Raises BadDocument for YAML, InvalidPolicy for a document, InvalidRules where there are both or neither.
    """
    if (draft.yaml is None) == (draft.document is None):
        raise InvalidRules([Misplaced("yaml", "one_of", "give either yaml or document")])
    if draft.yaml is not None:  # a megabyte takes a second, in which customers are answered
        return await asyncio.to_thread(read_document, draft.yaml, file, kind)
    return checked(kind.model_validate, draft.document or {})


async def usable(draft: Draft, kind: type[Document], file: str) -> Document:
    """The same, with the mistakes of YAML by field, too. Raises InvalidRules, InvalidPolicy."""
    try:
        return await read_draft(draft, kind, file)
    except BadDocument as error:
        raise InvalidRules([Misplaced(one.field, "invalid", str(one)) for one in error.mistakes]) from error
