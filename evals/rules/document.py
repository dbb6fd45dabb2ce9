"""A set of rules as it is written: unknown names are refused, and what cannot work is told before it is in force."""

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from evals.rules.patterns import BadPattern, compiled
from evals.rules.sensitive import finders
from evals.rules.words import is_word
from knowledge.language import detect

Severity = Literal["info", "minor", "major", "critical"]
POINTS: dict[str, int] = {"info": 0, "minor": 2, "major": 10, "critical": 30}
"""What a hit takes from a score of 100 where the rule says nothing else."""
Pack = Literal["service_manners", "sensitive_data", "compliant_capture", "finance", "medicine"]
DEFAULT_PACKS: tuple[Pack, ...] = ("service_manners", "sensitive_data", "compliant_capture")
By = Literal["customer", "agent", "operator", "reply", "anyone"]


def _word(text: str) -> str:
    if not is_word(text):
        raise PydanticCustomError("no_word", "a word needs a letter, a digit or a character; * may end it")
    return text.strip()


def _pattern(text: str) -> str:
    try:
        compiled(text)
    except BadPattern as error:
        raise PydanticCustomError("bad_pattern", "{told}", {"told": str(error)}) from error
    return text


def _detail(kind: str) -> str:
    if kind not in finders():
        raise PydanticCustomError("unknown_detail", "choose from {known}", {"known": ", ".join(sorted(finders()))})
    return kind


def _sentence(text: str) -> str:
    if detect(text) == "und":
        raise PydanticCustomError("no_words", "a sentence needs words")
    return text.strip()


Word = Annotated[str, Field(max_length=100), AfterValidator(_word)]
Pattern = Annotated[str, Field(min_length=1, max_length=1_000), AfterValidator(_pattern)]
Detail = Annotated[str, AfterValidator(_detail)]
Sentence = Annotated[str, Field(max_length=400), AfterValidator(_sentence)]
TitleText = Annotated[str, Field(max_length=200, pattern=r"^[^\x00]*$")]
"""Kept with each hit; PostgreSQL takes no NUL."""
Name = Annotated[str, Field(min_length=1, max_length=200)]
RuleId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_.-]{0,59}$")]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Means(_Part):
    """A sentence that means what one of `like` means, and is nearer to it than to all of `unlike`.

    `threshold` is from 0 (no nearer than any sentence of customer service) to 1 (the same words).
    """

    like: tuple[Sentence, ...] = Field(min_length=1, max_length=50)
    unlike: tuple[Sentence, ...] = Field((), max_length=50)
    threshold: float = Field(0.35, gt=0, le=1)


class Match(_Part):
    """What is looked for: any of these. Nothing counts that stands within an `except` phrase or pattern."""

    words: tuple[Word, ...] = Field((), max_length=1_000)
    patterns: tuple[Pattern, ...] = Field((), max_length=50)
    details: tuple[Detail, ...] = ()
    means: Means | None = None
    but_not: tuple[Word, ...] = Field((), alias="except", max_length=200)
    but_not_patterns: tuple[Pattern, ...] = Field((), alias="except_patterns", max_length=50)

    @model_validator(mode="after")
    def _looks_for_something(self) -> Self:
        if not (self.words or self.patterns or self.details or self.means):
            raise PydanticCustomError("nothing", "say what is looked for: words, patterns, details or means")
        return self


class When(Match):
    """The rule holds only where this was said: in this turn, or anywhere up to it in the conversation."""

    by: By = "customer"
    within: Literal["turn", "conversation"] = "turn"


class Earlier(Match):
    """What must have been said before, and by whom; whether it may stand in the same message, and where there."""

    by: By = "reply"
    same_message: Literal["before", "anywhere", "no"] = "before"


class Scope(_Part):
    """Whose replies, and where; what is not named is not restricted. `groups` are those of the document."""

    to: Literal["both", "agent", "operator"] = "both"
    channels: tuple[Name, ...] = ()
    accounts: tuple[Name, ...] = ()
    groups: tuple[Name, ...] = ()
    languages: tuple[Literal["en", "zh"], ...] = ()


class Line(_Part):
    """A message of an example, said by one of the three; `after_s` seconds after the one before."""

    customer: str | None = None
    agent: str | None = None
    operator: str | None = None
    after_s: float = Field(1.0, ge=0)

    @model_validator(mode="after")
    def _is_said_by_one(self) -> Self:
        if sum(text is not None for text in (self.customer, self.agent, self.operator)) != 1:
            raise PydanticCustomError("one_speaker", "a message is said by one of customer, agent, operator")
        return self


Example = Annotated[tuple[Line, ...], Field(min_length=2, max_length=50)] | str
"""A reply alone, or a conversation that ends with it."""


class Examples(_Part):
    """What the rule must hit, and what it must let pass."""

    hit: tuple[Example, ...] = ()
    let_pass: tuple[Example, ...] = Field((), alias="pass")


class Title(_Part):
    """What the rule is called."""

    en: TitleText = ""
    zh: TitleText = ""

    def __str__(self) -> str:
        return self.en or self.zh


class _Rule(_Part):
    id: RuleId
    title: Title | TitleText = ""
    severity: Severity = "minor"
    points: int | None = Field(None, ge=0, le=100)
    active: bool = True
    applies: Scope = Scope()
    when: When | None = None
    examples: Examples = Examples()

    @property
    def takes(self) -> int:
        """Points that a hit takes."""
        return POINTS[self.severity] if self.points is None else self.points


class Forbidden(_Rule):
    """No reply may hold this."""

    kind: Literal["forbidden"]
    match: Match


class Required(_Rule):
    """This must be said: in the conversation's first or last reply, in any reply of it, or in a reply of this turn."""

    kind: Literal["required"]
    match: Match
    where: Literal["first", "last", "any", "turn"] = "turn"


class ResponseTime(_Rule):
    """The first reply of the conversation, or the first of any turn, comes within so many seconds."""

    kind: Literal["response_time"]
    reply: Literal["first", "any"] = "any"
    within_s: float = Field(gt=0)


class Order(_Rule):
    """A reply that holds `match` needs `before` to have been said."""

    kind: Literal["order"]
    match: Match
    before: Earlier


Rule = Annotated[Forbidden | Required | ResponseTime | Order, Field(discriminator="kind")]


class RuleSet(_Part):
    """The document. `packs` are those that come with the product; a rule with the id of one of theirs replaces it.

    `groups` name operators by their e-mail addresses; `inactive` switches rules off by their ids, `*` all of them.
    """

    packs: tuple[Pack, ...] = DEFAULT_PACKS
    groups: dict[Name, tuple[Name, ...]] = {}
    inactive: tuple[Name, ...] = ()
    rules: tuple[Rule, ...] = Field((), max_length=500)

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        seen: set[str] = set()
        for rule in self.rules:
            if rule.id in seen:
                raise PydanticCustomError("twice", "the rule {id} stands there twice", {"id": rule.id})
            seen.add(rule.id)
            if unknown := sorted(set(rule.applies.groups) - set(self.groups)):
                told = {"id": rule.id, "groups": ", ".join(unknown)}
                raise PydanticCustomError("no_group", "the rule {id} is for groups that are not there: {groups}", told)
        return self
