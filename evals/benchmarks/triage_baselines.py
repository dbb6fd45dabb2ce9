"""Other ways to see an upset customer or a request for a person, measured beside triage on the same messages."""

import re
from collections.abc import Callable
from importlib.util import find_spec

from evals.benchmarks.finding_peers import INSTALL

Score = Callable[[str], float]
"""The higher, the more upset; only the order counts."""

_UPSET_WORDS = {
    "en": re.compile(
        r"\b(?:angry|annoyed|annoying|awful|bad|broken|complaint|disappointed|disappointing|disgusting|fail|frustrated"
        r"|frustrating|hate|horrible|late|pathetic|poor|problem|refund|ridiculous|rude|scam|terrible|unacceptable"
        r"|unhappy|upset|useless|waste|worst|wrong)\b",
        re.IGNORECASE,
    ),
    "zh": re.compile(
        r"差|垃圾|失望|投诉|生气|难吃|骗|坑|慢|退款|坏|烂|恶心|无语|气死|不满|不好|后悔|态度|糟糕|太久|没用|差评|欺骗|敷衍"
    ),
}
_REQUEST_WORDS = {
    "en": re.compile(
        r"\b(?:agent|human|representative|operator|real person|someone|customer service|live chat|manager)\b",
        re.IGNORECASE,
    ),
    "zh": re.compile(r"人工|客服|真人|转接|有人吗|联系你们|打电话"),
}


def upset_baselines(language: str, tell: Callable[[str], None]) -> dict[str, Score]:
    """A keyword list, and the library that is best known for the language where it is installed."""
    words = _UPSET_WORDS[language]
    found: dict[str, Score] = {"keywords": lambda text: float(len(words.findall(text)))}
    name, package, make = ("VADER", "vaderSentiment", _vader) if language == "en" else ("SnowNLP", "snownlp", _snownlp)
    if find_spec(package) is None:
        tell(f"{name} is left out, {package} is missing: {INSTALL}")
    else:
        found[name] = make()
    return found


def requests_by_keyword(language: str) -> Callable[[str], bool]:
    """Whether the message holds one of the words that requests for a person hold."""
    words = _REQUEST_WORDS[language]
    return lambda text: words.search(text) is not None


def _vader() -> Score:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    analyser = SentimentIntensityAnalyzer()
    return lambda text: -float(analyser.polarity_scores(text)["compound"])


def _snownlp() -> Score:
    from snownlp import SnowNLP

    # It divides by the number of words, so that a text without any is none of its business.
    return lambda text: 0.5 if not text.strip() else 1 - float(SnowNLP(text).sentiments)
