"""What the agent would answer to a question, for those who look after the documents."""

from fastapi import APIRouter
from pydantic import BaseModel, Field

from graphs.agent.state import Outcome
from knowledge.document import Access
from knowledge.index import Only
from service.deps import CurrentResources, needs
from service.errors import InvalidRequest
from service.resources import Resources
from service.rest.shown import problems
from service.roles import Right
from service.texts import clean
from service.trying import Verdict, verdict

router = APIRouter(prefix="/api/knowledge", tags=["documents"], dependencies=needs(Right.CURATE))


class DraftOf(BaseModel):
    """A version that is not published."""

    document_id: str = Field(pattern=r"^[0-9a-f-]{36}$")
    version: int = Field(ge=1, le=1_000_000)


class Asked(BaseModel):
    """A question, and from whose documents it is answered; with `draft`, also as if that version were published."""

    question: str = Field(min_length=1, max_length=2_000)
    audience: Access = "public"
    product: str | None = Field(None, max_length=400)
    language: str | None = Field(None, max_length=10)
    draft: DraftOf | None = None


class Cited(BaseModel):
    """The words that support the answer, and whose they are."""

    document_id: str | None
    document: str
    chunk_id: str
    quote: str


class Edited(BaseModel):
    """What was done to the reply: see a turn's `edits`."""

    act: str
    text: str
    reason: str


class Answer(BaseModel):
    """What the agent would reply, and why.

    `confidence` is the probability that what was found answers the question: below `answer_threshold` it declines.
    `rule` is what calls for a person. `choices` are those between which it asks back.
    """

    verdict: Verdict
    reply: str
    citations: list[Cited]
    confidence: float
    answer_threshold: float
    language: str
    intent: str
    rule: str | None
    choices: list[str]
    edits: list[Edited]
    model: str
    latency_ms: float


class Answers(BaseModel):
    """From what is published, and with the draft."""

    published: Answer
    with_draft: Answer | None


@router.post("/answer", responses=problems(401, 403, 404, 422))
async def try_answer(asked: Asked, resources: CurrentResources) -> Answers:
    """Let the agent answer, as a customer's first question; no turn is stored and nothing is counted."""
    question = clean(asked.question).strip()
    if not question:
        raise InvalidRequest("Write a question: this one has no text.")
    only = Only(asked.audience, asked.product or None, asked.language or None)
    published = await resources.trying.answer(question, only)
    drafted = None
    if asked.draft:
        draft = asked.draft
        drafted = await resources.trying.answer_with_draft(question, only, draft.document_id, draft.version)
    ids = {document.name: document.id for document in await resources.knowledge.store.documents()}
    return Answers(
        published=_shown(published, ids, resources),
        with_draft=_shown(drafted, ids, resources) if drafted else None,
    )


def _shown(outcome: Outcome, ids: dict[str, str], resources: Resources) -> Answer:
    return Answer(
        verdict=verdict(outcome),
        reply=outcome.reply,
        citations=[
            Cited(document_id=ids.get(one.document), document=one.document, chunk_id=one.chunk_id, quote=one.quote)
            for one in outcome.citations
        ],
        confidence=outcome.confidence,
        answer_threshold=resources.knowledge.settings.answer_threshold,
        language=outcome.language,
        intent=outcome.intent,
        rule=outcome.rule.value if outcome.rule else None,
        choices=list(outcome.choices),
        edits=[Edited(act=one.act, text=one.text, reason=one.reason) for one in outcome.edits],
        model=outcome.model,
        latency_ms=outcome.timings.total_ms,
    )
