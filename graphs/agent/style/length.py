"""How long a reply may be, and how many questions it may ask: what is too much is left out, sentence by sentence."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from graphs.agent.citing import Cited, Claim
from graphs.agent.style.document import Length
from graphs.phrases import units

_HAN_OR_WORD = re.compile(r"\w")
_ASKS = re.compile(r"[?？][\"”’]?\s*$")
# Closing offers ask for nothing, and "or ..." goes on with the question before.
_OFFERS = re.compile(
    r"anything else|something else|colleague|human|person|team member|还有什么|还有其他|别的|人工|同事|真人"
    r"|^\s*(?:or\b|还是)",
    re.IGNORECASE,
)
# Half a list of steps helps nobody: its lines count as words alone.
_ITEM = re.compile(r"\s*(?:\(?\d{1,2}[.)、]|[-*•]\s)|.*\s\|\s")
_LEADS_ON = re.compile(r"[:：]\s*$")


@dataclass(frozen=True, slots=True)
class Limit:
    """Sentences, and words (Chinese characters); None has no limit."""

    sentences: int | None = None
    words: int | None = None


def limit_of(length: Length, language: str, questions: int) -> Limit:
    """The limit of one answer, as many times as there are questions: a short reply must not leave one out."""
    words = length.max_characters_zh if language == "zh" else length.max_words
    times = max(1, questions)
    return Limit(
        length.max_sentences * times if length.max_sentences else None,
        words * times if words else None,
    )


def is_too_long(cited: Cited, limit: Limit) -> bool:
    """Whether there is more of it than the limit allows."""
    return len(_fitting(cited, limit)) < len(cited.claims)


def shortened(cited: Cited, limit: Limit) -> Cited:
    """The first sentences that fit, at least one; a line that leads on to what was left out goes with it."""
    kept = _fitting(cited, limit)
    if len(kept) == len(cited.claims):
        return cited
    while len(kept) > 1 and _LEADS_ON.search(cited.claims[kept[-1]].text):
        kept = kept[:-1]
    return only(cited, kept)


def asking_once(cited: Cited) -> Cited:
    """Without the questions after the first one; offers count as none."""
    asking = [place for place, claim in enumerate(cited.claims) if asks_back(claim)]
    return only(cited, set(range(len(cited.claims))).difference(asking[1:])) if len(asking) > 1 else cited


def asks_back(claim: Claim) -> bool:
    """Whether the customer is asked for something that the answer needs."""
    return bool(_ASKS.search(claim.text)) and not _OFFERS.search(claim.text)


def only(cited: Cited, places: Collection[int]) -> Cited:
    """The reply with the claims at these places alone; what stands between two goes with the first."""
    starts: list[int] = []
    at = 0
    for claim in cited.claims:
        at = cited.text.index(claim.text, at)
        starts.append(at)
        at += len(claim.text)
    starts.append(len(cited.text))
    kept = sorted(places)
    text = "".join(cited.text[starts[place] : starts[place + 1]] for place in kept)
    return Cited(text.strip(), tuple(cited.claims[place] for place in kept))


def _fitting(cited: Cited, limit: Limit) -> list[int]:
    kept: list[int] = []
    counted = words = 0
    for place, claim in enumerate(cited.claims):
        counted += not _ITEM.match(claim.text)
        words += sum(bool(_HAN_OR_WORD.match(unit)) for unit in units(claim.text)) if limit.words else 0
        too_many = limit.sentences is not None and counted > limit.sentences
        if place and (too_many or (limit.words is not None and words > limit.words)):
            break
        kept.append(place)
    return kept
