"""What must be true of a reply before a customer gets it; pure functions, the first problem found decides."""

import re
from collections.abc import Sequence

from graphs.agent.citing import Cited, Claim
from graphs.agent.courtesy import states_no_fact
from graphs.agent.policy import Policy
from graphs.turn import Passage
from knowledge.language import detect
from knowledge.support import support
from prompts.replies import Replies

_NUMBER = re.compile(r"\d+(?:[.,:/]\d+)*")
_ENUMERATION = re.compile(r"^\s*(?:\d{1,2}[.)、]|[-*•])\s*")
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
    own_words = [claim for claim in cited.claims if not _quoted(claim, passages)]
    if not _in_language(own_words, language, quotes_only=not own_words and bool(cited.claims), cited=cited):
        return f"the reply is not in {language}"
    for claim in own_words:
        if not replies.contains(claim.text) and not _grounded(claim, passages, asked, policy.support_threshold):
            return f"no source supports {claim.text!r}"
    return None


def _quoted(claim: Claim, passages: Sequence[Passage]) -> bool:
    return any(claim.text in passage.text for passage in passages)


def _in_language(own_words: Sequence[Claim], language: str, *, quotes_only: bool, cited: Cited) -> bool:
    """The agent's own words are in the customer's language; quotes alone must be so too."""
    text = cited.text if quotes_only else " ".join(claim.text for claim in own_words)
    if len(text) < 8 or language == "und":
        return True
    return detect(text) in (language, "und")


def _grounded(claim: Claim, passages: Sequence[Passage], asked: str, threshold: float) -> bool:
    text = _ENUMERATION.sub("", claim.text)
    numbers = set(_NUMBER.findall(text))
    if not claim.numbers and not numbers and states_no_fact(text):
        return True
    known = set(_NUMBER.findall(asked)).union(*(_NUMBER.findall(passage.text) for passage in passages))
    if not numbers <= known:
        return False
    if states_no_fact(text) and not claim.numbers:
        return True
    named = [passages[number - 1] for number in claim.numbers if 1 <= number <= len(passages)]
    return any(support(text, passage.text) >= threshold for passage in (*named, *passages))


def _lines(system: str) -> list[str]:
    return [line.casefold() for line in map(str.strip, system.splitlines()) if len(line) >= 40]
