"""What is wrong with the knowledge base, for those who look after it."""

from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel

from knowledge.health.messages import summary
from service.deps import CurrentResources, needs
from service.knowledge.examination import examine
from service.rest.shown import problems
from service.roles import Right

router = APIRouter(prefix="/api/knowledge", tags=["documents"], dependencies=needs(Right.SEE))


class Evidence(BaseModel):
    """The words of a passage that show it."""

    document: str
    chunk_id: str
    text: str
    values: list[str]


class Finding(BaseModel):
    """One thing to look at: its sentence in English and Chinese, and the passages that show it."""

    kind: str
    severity: Literal["high", "medium", "low"]
    summary: dict[Literal["en", "zh"], str]
    documents: list[str]
    document_ids: list[str | None]
    evidence: list[Evidence]


class Health(BaseModel):
    """All findings, the gravest first."""

    findings: list[Finding]


@router.get("/health", responses=problems(401, 403))
async def health(resources: CurrentResources) -> Health:
    """Examine what is published now: contradictions, duplicates, age, use, coverage. Takes seconds in a large base."""
    found = await examine(resources.knowledge, resources.database)
    ids = {document.name: document.id for document in await resources.knowledge.store.documents()}
    return Health(
        findings=[
            Finding(
                kind=one.kind,
                severity=one.severity,
                summary={"en": summary(one, "en"), "zh": summary(one, "zh")},
                documents=list(one.documents),
                document_ids=[ids.get(name) for name in one.documents],
                evidence=[
                    Evidence(document=e.document, chunk_id=e.chunk_id, text=e.text, values=list(e.values))
                    for e in one.evidence
                ],
            )
            for one in found
        ]
    )
