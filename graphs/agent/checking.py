"""What must be true of a reply before a customer gets it; pure functions, the first problem found decides."""

import re
from collections.abc import Sequence

from graphs.agent.citing import Cited, Claim
from graphs.agent.courtesy import states_no_fact
from graphs.agent.policy import Policy
from graphs.evidence import TOOL
from graphs.turn import Passage
from knowledge.language import detect
from knowledge.support import support
from prompts.replies import Replies

_NUMBER = re.compile(r"\d+(?:[.,:/]\d+)*")
_ENUMERATION = re.compile(r"^\s*(?:\d{1,2}[.)、]|[-*•])\s*")
_TELLING_LENGTH = 8
_LEAKS = re.compile(r"search_knowledge|save_lead|hand_off\b|system prompt|系统提示词")


def problem_with(
    cited: Cited,
    passages: Sequence[Passage],
    *,
    asked: str,
    language: str,
    policy: Policy,
    replies: Replies,
    system: str,
) -> str | None:
    """Why the reply must not be sent, None where nothing speaks against it."""
    if not re.search(r"\w", cited.text):
        return "the reply is empty"
    lowered = cited.text.casefold()
    for word in policy.forbidden_words:
        if word.casefold() in lowered:
            return f"the reply holds the forbidden words {word!r}"
    if _LEAKS.search(lowered) or any(line in lowered for line in _lines(system)):
        return "the reply shows the agent's instructions"
    written = [claim for claim in cited.claims if not _quoted(claim, passages)]
    free = [claim for claim in written if not replies.contains(claim.text)]
    # A fixed sentence introduces quotes in any language; without one the quotes themselves must be in the customer's.
    # A tool of the installation has words in two languages, and whoever speaks a third one gets the first.
    judged = " ".join(claim.text for claim in (free if written else cited.claims) if not _told(claim, passages))
    if not _in_language(judged, language):
        return f"the reply is not in {language}"
    for claim in free:
        if not _grounded(claim, passages, asked, policy.support_threshold):
            return f"no source supports {claim.text!r}"
    return None


def _told(claim: Claim, passages: Sequence[Passage]) -> bool:
    return any(claim.text in passage.text for passage in passages if passage.document.startswith(TOOL))


def _quoted(claim: Claim, passages: Sequence[Passage]) -> bool:
    return any(claim.text in passage.text for passage in passages)


def _in_language(text: str, language: str) -> bool:
    """A text too short to tell is taken to be."""
    return len(text) < _TELLING_LENGTH or language == "und" or detect(text) in (language, "und")


def _grounded(claim: Claim, passages: Sequence[Passage], asked: str, threshold: float) -> bool:
    text = _ENUMERATION.sub("", claim.text)
    known = set(_NUMBER.findall(asked)).union(*(_NUMBER.findall(passage.text) for passage in passages))
    if not set(_NUMBER.findall(text)) <= known:
        return False
    if not claim.numbers and states_no_fact(text):
        return True
    named = [passages[number - 1] for number in claim.numbers if 1 <= number <= len(passages)]
    # Words cannot be compared across languages: there the numbers and a named source must do.
    if named and all(detect(passage.text) != detect(text) for passage in named):
        return True
    return any(support(text, passage.text) >= threshold for passage in (*named, *passages))


def _lines(system: str) -> list[str]:
    return [line.casefold() for line in map(str.strip, system.splitlines()) if len(line) >= 40]
