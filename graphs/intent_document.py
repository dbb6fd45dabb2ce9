"""What customers want as a document that people edit: intents with phrases and with examples by language.

What the fields alone do not show to be wrong - an example of two intents, an intent that nothing can be known by - is
told by its place, like any other mistake.
"""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, LiteralString

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, field_validator
from pydantic_core import InitErrorDetails, PydanticCustomError

from graphs.intent_heads import FEWEST_EXAMPLES
from graphs.phrases import units
from knowledge.language import detect

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
Path = tuple[str | int, ...]

MOST_EXAMPLES = 3_000
"""So many are learnt within a minute."""

PUNCTUATION = frozenset("!?;:,.。，、；：！？…~")

# What the agent itself takes a message for, whatever the list says.
RESERVED = frozenset(
    {
        "other",
        "human_request",
        "contact_left",
        "back_to_agent",
        "about_itself",
        "detail_refused",
        "bargaining",
        "circumstances",
        "image_received",
        "voice_received",
        "file_received",
        "location_received",
        "sticker_received",
        "kind_received",
    }
)


class Examples(BaseModel):
    """Messages as customers write them; other languages stand with English."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    en: tuple[Text, ...] = Field((), max_length=300)
    zh: tuple[Text, ...] = Field((), max_length=300)


class IntentEntry(BaseModel):
    """One intent. `social` ones count only where the message says little else; `description` tells models what it is.

    A plain list of examples, as in a file, is sorted by language.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Annotated[str, Field(pattern=r"^[\w-]+$", max_length=60)]
    description: Annotated[str, Field(max_length=300)] = ""
    social: bool = False
    phrases: tuple[Text, ...] = Field((), max_length=500)
    examples: Examples = Examples()

    @field_validator("examples", mode="before")
    @classmethod
    def _by_language(cls, given: object) -> object:
        if not isinstance(given, list | tuple):
            return given
        chinese = [text for text in given if isinstance(text, str) and detect(text) == "zh"]
        return {"en": [text for text in given if text not in chinese], "zh": chinese}

    @property
    def texts(self) -> tuple[str, ...]:
        """The examples of all languages."""
        return (*self.examples.en, *self.examples.zh)


class IntentList(BaseModel):
    """The whole document. Of two intents that fit a message equally the first is taken."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    intents: tuple[IntentEntry, ...] = Field((), max_length=200)


def words_of(text: str) -> str:
    """The text as it is compared word for word: without capitals and punctuation."""
    return " ".join(part for part in units(text) if part not in PUNCTUATION)


def valid_intents(document: Mapping[str, Any]) -> IntentList:
    """Raises `pydantic.ValidationError`, which names each mistake's place."""
    given = IntentList.model_validate(document)
    problems: list[InitErrorDetails] = [
        {"type": PydanticCustomError(code, problem, context), "loc": place, "input": None}
        for place, code, problem, context in _problems(given)
    ]
    if problems:
        raise ValidationError.from_exception_data("IntentList", problems)
    return given


def _problems(given: IntentList) -> Iterator[tuple[Path, LiteralString, LiteralString, dict[str, Any]]]:
    """Place, code, sentence and what stands in it."""
    if sum(len(entry.texts) for entry in given.intents) > MOST_EXAMPLES:
        told = "there are more than {most} examples: keep those that differ most"
        yield ("intents",), "too_many_examples", told, {"most": MOST_EXAMPLES}
    if not given.intents:
        yield ("intents",), "no_intents", "give at least one intent", {}
    names: set[str] = set()
    phrases: dict[str, str] = {}
    examples: dict[str, str] = {}
    for at, entry in enumerate(given.intents):
        place: Path = ("intents", at)
        if entry.name in RESERVED:
            told = "the agent uses this name itself: choose another one"
            yield (*place, "name"), "reserved_name", told, {}
        if entry.name in names:
            yield (*place, "name"), "name_twice", "another intent has this name: rename or join them", {}
        names.add(entry.name)
        for number, phrase in enumerate(entry.phrases):
            where: Path = (*place, "phrases", number)
            if not (key := words_of(phrase)):
                yield where, "no_words", "this has no words: remove it", {}
            elif (other := phrases.setdefault(key, entry.name)) != entry.name:
                yield (
                    where,
                    "phrase_of_two",
                    "this is a phrase of {other}, too: keep it in one of them",
                    {"other": other},
                )
        for language in ("en", "zh"):
            for number, text in enumerate(getattr(entry.examples, language)):
                where = (*place, "examples", language, number)
                if not (key := words_of(text)):
                    yield where, "no_words", "this has no words: remove it", {}
                elif (other := examples.setdefault(key, entry.name)) != entry.name:
                    told = "this is an example of {other}, too: keep it in one of them"
                    yield where, "example_of_two", told, {"other": other}
        if not entry.phrases and len(entry.texts) < FEWEST_EXAMPLES:
            told = "nothing tells this intent: give it a phrase, or {fewest} examples in a language"
            yield (*place, "examples"), "too_few_examples", told, {"fewest": FEWEST_EXAMPLES}
