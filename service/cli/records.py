"""The input lines of `turnwise search` and `turnwise ask`."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field, model_validator

from evals.record import SaidOrText
from graphs.agent.state import Question
from graphs.turn import Message, Passage
from service.texts import clean


def _said(text: str) -> str:
    cleaned = clean(text)
    if not cleaned.strip():
        raise ValueError("has no text")
    return cleaned


class SearchLine(BaseModel):
    """One query."""

    id: str | int
    query: Annotated[str, AfterValidator(_said)]


class AskLine(BaseModel):
    """A conversation so far, whose last message is the customer's; with `context`, the only texts to answer from."""

    id: str | int
    messages: list[SaidOrText] = Field(min_length=1)
    context: list[str] | None = None

    @model_validator(mode="after")
    def _ends_with_a_question(self) -> "AskLine":
        last = self.messages[-1].message()
        if last.role != "customer":
            raise ValueError("the last message must be the customer's")
        if not clean(last.text).strip():
            raise ValueError("the last message has no text")
        return self

    @property
    def said(self) -> tuple[Message, ...]:
        """Everything that was said and has a text, cleaned as the service cleans what it stores."""
        messages = (message.message() for message in self.messages)
        cleaned = (Message(message.role, clean(message.text)) for message in messages)
        return tuple(message for message in cleaned if message.text.strip())

    def question(self) -> Question:
        """For the agent: the customer's last messages in a row are what they ask in this turn.

        The history does not tell which turns the agent could not answer, so that `failures` is 0.
        """
        said = self.said
        start = len(said)
        while start and said[start - 1].role == "customer":
            start -= 1
        return {"history": said[:start], "asked": said[start:], "failures": 0, "passages": self._passages()}

    def _passages(self) -> tuple[Passage, ...] | None:
        if self.context is None:
            return None
        return tuple(
            Passage(f"context:{number}", f"context:{number}", text) for number, text in enumerate(self.context)
        )
