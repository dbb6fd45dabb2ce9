"""What must be true of a reply before a customer gets it; pure functions, the first problem found decides."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Literal

from graphs.agent.citing import Cited
from graphs.agent.courtesy import refuses, states_no_fact
from graphs.agent.grounding import is_grounded, is_in_language, is_quoted, is_told
from graphs.agent.leaks import shows_instructions, shows_secret
from graphs.agent.policy import Policy
from graphs.agent.promises import unbacked
from graphs.agent.strangers import forbidden_kind, unknown_detail
from graphs.agent.style.document import Style
from graphs.agent.style.persona import claims_to_be_human
from graphs.agent.style.phrases import Phrases
from graphs.turn import Passage
from prompts.replies import Replies

Kind = Literal[
    "empty", "forbidden_words", "instructions", "secret", "forbidden_contact", "unknown_contact", "language",
    "unsupported", "refusal", "repetition", "promise", "human", "length", "unanswered",
]  # fmt: skip
_NO_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a reply must not be sent: `told` is a sentence for the model that wrote it, and may quote it."""

    kind: Kind
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a reply is held against.

    `looked_for` is the question as it was searched for; `said` are the texts of the conversation before this turn,
    `operators` those of people among them: what a person has promised the agent may repeat. `confident` says that the
    sources answer the question; `last_reply` is what must not simply be said again, empty where that is no fault.
    """

    asked: str
    language: str
    policy: Policy
    replies: Replies
    system: str
    style: Style = field(default_factory=Style)
    looked_for: str = ""
    said: Sequence[str] = ()
    operators: Sequence[str] = ()
    tools: Collection[str] = ()
    forbidden_contacts: Collection[str] = field(default_factory=frozenset)
    confident: bool = False
    last_reply: str = ""


def problem_with(cited: Cited, passages: Sequence[Passage], around: Surroundings) -> Problem | None:
    """Why the reply must not be sent, None where nothing speaks against it."""
    if not re.search(r"\w", cited.text):
        return Problem("empty", "the reply is empty")
    return _words(cited, around) or _details(cited, passages, around) or _sense(cited, passages, around)


def _words(cited: Cited, around: Surroundings) -> Problem | None:
    if phrase := Phrases(around.style.forbidden).first_in(cited.text):
        return Problem("forbidden_words", f"the reply holds the forbidden words {phrase!r}")
    if shows_instructions(cited.text, cited.claims, around.system, around.tools):
        return Problem("instructions", "the reply shows the agent's instructions")
    return None


def _details(cited: Cited, passages: Sequence[Passage], around: Surroundings) -> Problem | None:
    sources = [passage.text for passage in passages]
    if shows_secret(cited.text, sources):
        return Problem("secret", "the reply holds a key, a password or an internal address")
    regions = around.policy.phone_regions
    if kind := forbidden_kind(cited.text, around.forbidden_contacts, regions):
        return Problem("forbidden_contact", f"contact details of this kind are not allowed in this channel: {kind}")
    if kind := unknown_detail(cited.text, (*sources, *around.said, around.asked), regions):
        return Problem("unknown_contact", f"the reply holds a contact detail that no source has: {kind}")
    return None


def _sense(cited: Cited, passages: Sequence[Passage], around: Surroundings) -> Problem | None:
    written = [claim for claim in cited.claims if not is_quoted(claim, passages)]
    free = [claim for claim in written if not around.replies.contains(claim.text)]
    # A fixed sentence introduces quotes in any language; without one the quotes themselves must be in the customer's.
    # A tool of the installation has words in two languages, and whoever speaks a third one gets the first.
    judged = " ".join(claim.text for claim in (free if written else cited.claims) if not is_told(claim, passages))
    if not is_in_language(judged, around.language):
        return Problem("language", f"the reply is not in {around.language}")
    promises = around.style.promises
    sources = (*(passage.text for passage in passages), *around.operators, *promises.allowed)
    for claim in free:
        if claims_to_be_human(claim.text):
            return Problem("human", "the reply says that a human is speaking, and you are an AI assistant")
        if promises.enabled and unbacked(claim.text, sources):
            told = f"no source makes the promise in {claim.text!r}: say what the results say, and announce nothing else"
            return Problem("promise", told)
        if around.confident and not claim.numbers and refuses(claim.text):
            return Problem("refusal", "the reply refuses, although the search results answer the question")
        if not is_grounded(claim, passages, around.asked, around.policy.support_threshold, around.looked_for):
            return Problem("unsupported", f"no source supports {claim.text!r}")
    if _repeats(cited, around.last_reply):
        return Problem("repetition", "the reply says again what the last one said, although the customer asks on")
    return None


def _repeats(cited: Cited, last_reply: str) -> bool:
    if not last_reply or _bare(cited.text) != _bare(last_reply):
        return False
    return not all(states_no_fact(claim.text) for claim in cited.claims)


def _bare(text: str) -> str:
    return _NO_WORD.sub("", text.casefold())
