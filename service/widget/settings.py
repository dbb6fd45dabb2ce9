"""What a shop sets for one widget: a document in which everything has a default."""

import fnmatch
import re
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from graphs.agent.style.document import QuickQuestions, Words

FieldKind = Literal["name", "email", "phone", "wechat", "company", "topic"]
_HEX = re.compile(r"#[0-9a-f]{6}")
_SITE = re.compile(r"https?://(\*\.)?[a-z0-9.-]+(:[0-9]{1,5})?")


def _color(value: str) -> str:
    if not _HEX.fullmatch(value.lower()):
        raise PydanticCustomError("no_color", "write a colour as # and six hexadecimal digits: #3446b8")
    return value.lower()


def _site(value: str) -> str:
    """An origin, whatever page of it was pasted."""
    given = value.strip().lower()
    try:
        parts = urlsplit(given)
        origin = f"{parts.scheme}://{parts.netloc}"
    except ValueError:
        origin = ""
    if not _SITE.fullmatch(origin):
        raise PydanticCustomError("no_site", "write a site with http:// or https://, like https://shop.example")
    return origin


Color = Annotated[str, Field(max_length=20), AfterValidator(_color)]
Site = Annotated[str, Field(max_length=300), AfterValidator(_site)]
Pattern = Annotated[str, Field(min_length=1, max_length=300)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class FormField(_Part):
    """One thing that is asked for before the chat."""

    kind: FieldKind
    required: bool = False


class Form(_Part):
    """What customers are asked for before they write; nobody who wants a person has to fill it in.

    `topics` are offered to choose from; without any, a topic is written freely.
    """

    enabled: bool = False
    intro: Words = Words()
    fields: tuple[FormField, ...] = Field((FormField(kind="name"), FormField(kind="email")), max_length=6)
    topics: QuickQuestions = QuickQuestions()

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        kinds = [field.kind for field in self.fields]
        if len(set(kinds)) < len(kinds):
            raise PydanticCustomError("named_twice", "name each field once")
        return self


class Invitation(_Part):
    """What the widget says by itself on a page: where all that is set of `pages`, `seconds` and `scroll_percent` holds.

    `pages` are addresses in which `*` stands for anything, a path (`/pricing*`) or with its site; none means all.
    """

    text: Words
    pages: tuple[Pattern, ...] = Field((), max_length=20)
    seconds: int = Field(10, ge=0, le=3_600)
    scroll_percent: int = Field(0, ge=0, le=100)
    often: Literal["visitor", "session"] = "visitor"

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.text.all:
            raise PydanticCustomError("no_text", "give the text in at least one language")
        return self


class WidgetSettings(_Part):
    """The whole document.

    `color` None leaves it to the page's script tag, else the widget's own. Empty words leave the widget's own, for
    `greeting` and `questions` those of the style. `consent` stands beside the box that is ticked before details are
    left. `sites` may carry the widget; none means all that the installation allows. With `expiring` a signed identity
    must say until when it is good.
    """

    color: Color | None = None
    theme: Literal["light", "dark", "auto"] = "light"
    side: Literal["right", "left"] = "right"
    title: Words = Words()
    launcher: Words = Words()
    greeting: Words = Words()
    questions: QuickQuestions = QuickQuestions()
    form: Form = Form()
    consent: Words = Words()
    invitations: tuple[Invitation, ...] = Field((), max_length=20)
    sites: tuple[Site, ...] = Field((), max_length=50)
    expiring: bool = False
    flash: bool = False
    sound: bool = False

    @model_validator(mode="after")
    def _short_words(self) -> Self:
        for name, most in (("title", 60), ("launcher", 30), ("consent", 400)):
            words: Words = getattr(self, name)
            if any(len(text) > most for text in words.all):
                raise PydanticCustomError(
                    "words_too_long", "{name}: at most {most} characters", {"name": name, "most": most}
                )
        return self

    def may_carry(self, origin: str) -> bool:
        """Whether a page of this origin may carry the widget."""
        return not self.sites or any(_matches(site, origin.lower()) for site in self.sites)


def _matches(site: str, origin: str) -> bool:
    return fnmatch.fnmatchcase(origin, site) if "*" in site else origin == site
