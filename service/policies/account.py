"""How a channel account differs from the rest of the installation: a document in which everything has a default."""

import logging
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from graphs.agent.handoff.document import Hours
from graphs.agent.style.document import Style, Words

log = logging.getLogger(__name__)


class AccountSettings(BaseModel):
    """What holds in this account's conversations.

    `greeting` stands in for the style's where it has a text. It is said when the customer opens the chat or greets, and
    with `greet` "first_answer" also before the first answer to somebody who never wrote to this account; once.
    `language` is that of customers whose words do not tell theirs ("auto": English). `hours` are when operators are
    there, None as the hand-off policy has it. `source` is kept as `label` on the source of each conversation.
    `lead_card` is the id of the card that asks for contact details, where the owner makes it on the platform (Douyin).
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    greeting: Words = Words()
    greet: Literal["when_opened", "first_answer"] = "when_opened"
    language: Literal["auto", "en", "zh"] = "auto"
    hours: Hours | None = None
    source: Annotated[str, Field(max_length=60)] = ""
    lead_card: Annotated[str, Field(max_length=200, pattern=r"^[!-~]*$")] = ""

    @property
    def fallback_language(self) -> str | None:
        """The language of who says nothing in any."""
        return None if self.language == "auto" else self.language

    def styled(self, style: Style) -> Style:
        """The style as it is in this account: the same where the account changes nothing of it."""
        changes: dict[str, Any] = {}
        if self.greeting.all:
            own, theirs = self.greeting, style.persona.greeting
            changes["greeting"] = Words(en=own.en or theirs.en, zh=own.zh or theirs.zh)
        if self.greet == "first_answer":
            changes["greet"] = "first_reply"
        if not changes:
            return style
        return style.model_copy(update={"persona": style.persona.model_copy(update=changes)})


DEFAULTS = AccountSettings()


def read_settings(document: dict[str, Any] | None) -> AccountSettings:
    """What is stored, or the defaults: settings that this version cannot read must not stop an answer."""
    if not document:
        return DEFAULTS
    try:
        return AccountSettings.model_validate(document)
    except ValidationError:
        log.exception("an account's settings cannot be read; the defaults hold until they are saved again")
        return DEFAULTS
