"""The style as a document. Everything has a default, so that a document names only what differs; unknown names are
refused.
"""

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from graphs.agent.style.phrases import is_phrase
from prompts import variables_of

Name = Annotated[str, Field(min_length=1, max_length=200)]
Tone = Literal["standard", "formal", "friendly", "plain"]
Often = Literal["always", "once"]


def _plain(text: str) -> str:
    if variables_of(text):
        raise PydanticCustomError("unknown_variable", "variables in double braces are not filled in here")
    return text.strip()


def _phrase(text: str) -> str:
    if not is_phrase(text):
        raise PydanticCustomError("no_phrase", "a phrase needs a letter, a digit or a character; * may end it")
    return text.strip()


Text = Annotated[str, Field(max_length=1_000), AfterValidator(_plain)]
Short = Annotated[str, Field(max_length=80), AfterValidator(_plain)]
Phrase = Annotated[str, Field(max_length=100), AfterValidator(_phrase)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Words(_Part):
    """One text in each language; other languages get the English one."""

    en: Text = ""
    zh: Text = ""

    def in_language(self, language: str) -> str:
        """Empty where there is none."""
        return self.zh if language == "zh" else self.en

    @property
    def all(self) -> tuple[str, ...]:
        """The texts that are not empty."""
        return tuple(text for text in (self.en, self.zh) if text)


class QuickQuestions(_Part):
    """What customers may ask by a tap, in each language; other languages get the English ones."""

    en: tuple[Short, ...] = Field((), max_length=8)
    zh: tuple[Short, ...] = Field((), max_length=8)

    def in_language(self, language: str) -> tuple[str, ...]:
        """Those that hold something."""
        return tuple(one for one in (self.zh if language == "zh" else self.en) if one)


class Persona(_Part):
    """Who the agent says it is. That it is an AI it always says when asked, whatever stands here.

    `about` is what it adds to that. `greeting` is said instead of its own; with `greet` "first_reply" the first reply
    of every conversation begins with it, else only a greeting is greeted. It is said once in a conversation.
    `questions` stand below it.
    """

    name: Short = ""
    company: Short = ""
    about: Words = Words()
    greeting: Words = Words()
    greet: Literal["when_greeted", "first_reply"] = "when_greeted"
    questions: QuickQuestions = QuickQuestions()


class Length(_Part):
    """The longest answer to one question; what is not set has no limit. A Chinese character counts by itself."""

    max_sentences: int | None = Field(None, ge=1, le=50)
    max_words: int | None = Field(None, ge=10, le=2_000)
    max_characters_zh: int | None = Field(None, ge=10, le=4_000)


class Topic(_Part):
    """Which answers: those with one of the intents, keywords or cited documents, in one of the channels.

    Nothing named of the first three means all answers, no channel all channels. Keywords are looked for in question and
    reply; documents are names, in which `*` stands for anything.
    """

    intents: tuple[Name, ...] = Field((), max_length=50)
    keywords: tuple[Phrase, ...] = Field((), max_length=100)
    documents: tuple[Name, ...] = Field((), max_length=100)
    channels: tuple[Name, ...] = Field((), max_length=50)


class _Addition(_Part):
    topic: Topic = Topic()
    text: Words

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.text.all:
            raise PydanticCustomError("no_text", "give the text in at least one language")
        return self


class Required(_Addition):
    """What an answer on this topic must say: added at its end where it does not."""

    often: Often = "always"


class Disclaimer(_Addition):
    """What is said beneath an answer on this topic."""

    often: Often = "once"


class Promises(_Part):
    """`enabled`: no reply of a model commits the business to what no source says. `allowed` counts as a source."""

    enabled: bool = True
    allowed: tuple[Text, ...] = Field((), max_length=50)


class Style(_Part):
    """The whole document. A forbidden phrase stands in no reply; one that ends with `*` stands for its beginnings."""

    persona: Persona = Persona()
    tone: Tone = "standard"
    length: Length = Length()
    forbidden: tuple[Phrase, ...] = Field((), max_length=500)
    required: tuple[Required, ...] = Field((), max_length=100)
    disclaimers: tuple[Disclaimer, ...] = Field((), max_length=100)
    promises: Promises = Promises()

    @property
    def own_texts(self) -> tuple[str, ...]:
        """All that it has the agent say."""
        persona = self.persona
        added = (text for one in (*self.required, *self.disclaimers) for text in one.text.all)
        return (persona.name, persona.company, *persona.about.all, *persona.greeting.all, *added)
