"""The line that `turnwise grade` reads, as a grader sees it: JSON at the border, a frozen turn inside."""

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, Field, model_validator

from graphs.evaluator.grader import GradingContext
from graphs.turn import Citation, Contact, Message, Passage, Role, Turn

_ROLES: dict[str, Role] = {
    "user": "customer",
    "customer": "customer",
    "assistant": "agent",
    "agent": "agent",
    "operator": "operator",
}


class Said(BaseModel):
    """One message; a bare string stands for something that the customer said."""

    role: Literal["user", "customer", "assistant", "agent", "operator"] = "user"
    content: str

    def message(self) -> Message:
        """The message as the graphs know it."""
        return Message(_ROLES[self.role], self.content)


class Cited(BaseModel):
    """A citation; a bare string stands for a quote from an unnamed document."""

    document: str = ""
    chunk_id: str = ""
    quote: str


class KeptDetail(BaseModel):
    """A contact detail on record."""

    type: str
    value: str
    raw: str = ""


class KeptLead(BaseModel):
    """What is on record of the customer."""

    fields: list[KeptDetail] = Field(default_factory=list)


def _as_message(value: object) -> object:
    return {"content": value} if isinstance(value, str) else value


def _as_replies(value: object) -> object:
    return [{"role": "assistant", "content": value}] if isinstance(value, str) else value


def _as_citation(value: object) -> object:
    return {"quote": value} if isinstance(value, str) else value


SaidOrText = Annotated[Said, BeforeValidator(_as_message)]
CitedOrText = Annotated[Cited, BeforeValidator(_as_citation)]


class GradeLine(BaseModel):
    """One turn to grade. What is missing is not known; `"lead": null` says that nothing is on record.

    Unknown fields are ignored, so that the output of `turnwise ask` can be carried along.
    """

    id: str | int
    messages: list[SaidOrText] = Field(min_length=1)
    reply: Annotated[list[Said], BeforeValidator(_as_replies)] | None = None
    next: list[SaidOrText] | None = None
    context: list[str] | None = None
    citations: list[CitedOrText] | None = None
    handed_off: bool | None = None
    lead: KeptLead | None = None

    @model_validator(mode="after")
    def _ends_with_the_customer(self) -> "GradeLine":
        if _ROLES[self.messages[-1].role] != "customer":
            raise ValueError("the last message must be the customer's; what they got belongs into `reply`")
        return self

    def grading_context(self) -> GradingContext:
        """What the graders may look at; the embedding model is added where one is at hand."""
        said = [message.message() for message in self.messages]
        start = len(said)
        while start and said[start - 1].role == "customer":
            start -= 1
        turn = Turn(
            id=str(self.id),
            conversation_id=str(self.id),
            history=tuple(said[:start]),
            asked=tuple(said[start:]),
            replies=tuple(reply.message() for reply in self.reply or () if reply.content.strip()),
            contacts=self._contacts(),
            passages=self._passages(),
            citations=self._citations(),
            handed_off=self.handed_off,
        )
        return GradingContext(turn=turn, following=self._following(), on_record=turn.contacts)

    def _following(self) -> tuple[Message, ...] | None:
        if self.next is None:
            return None
        return tuple(message.message() for message in self.next if _ROLES[message.role] == "customer")

    def _contacts(self) -> tuple[Contact, ...] | None:
        if "lead" not in self.model_fields_set:
            return None
        return tuple(Contact(kept.type, kept.value, kept.raw) for kept in self.lead.fields) if self.lead else ()

    def _passages(self) -> tuple[Passage, ...] | None:
        if self.context is None:
            return None
        return tuple(Passage("context", f"context:{number}", text) for number, text in enumerate(self.context))

    def _citations(self) -> tuple[Citation, ...] | None:
        if self.citations is None:
            return None
        return tuple(Citation(cited.document, cited.chunk_id, cited.quote) for cited in self.citations)
