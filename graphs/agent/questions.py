"""The questions of a message, each with the words before it that it rests on, to be searched for one by one."""

import re

from graphs.agent.occasions import asks_about_itself
from graphs.phrases import units
from graphs.pleasantries import without_pleasantries
from knowledge import sentences

MAX_QUESTIONS = 3
_ASKS = re.compile(r"[?？]\s*$")
_SECOND_HALF = re.compile(
    r"\s*(?:,|;)?\s+and\s+(?:also\s+)?(?=(?:what|how|when|where|who|why|can|do|does|is|are|will)\b)"
    r"|[，,；;](?:还有|另外|以及)[，,]?",
    re.IGNORECASE,
)
# Chinese customers end neither question with a mark: 退货要多少运费，钱多久退回来.
_COMMA_ZH = re.compile(r"[,，;；]")
_ASKING_ZH = re.compile(r"多少|多久|多长时间|几[天点个年]|什么时候|怎么(?!办)|如何|哪[里些个款儿]|在哪")
_JOINING = re.compile(r"^(?:(?:and|also|plus)\b|另外|还有|以及)[\s,，]*(?:also\b\s*)?", re.IGNORECASE)
_FEWEST_UNITS = 3


def questions_in(text: str) -> tuple[str, ...]:
    """One to three texts that hold the message, but greetings before it; one where it asks one thing."""
    text = without_pleasantries(text)
    found: list[str] = []
    pending = ""
    for sentence in sentences.split(text):
        pending = f"{pending} {sentence}".strip()
        if _ASKS.search(sentence) and len(units(pending)) > _FEWEST_UNITS:
            found += _halves(_JOINING.sub("", pending) if found else pending)
            pending = ""
    if pending and found:
        found[-1] = f"{found[-1]} {pending}"
    if len(found) < 2:
        return _clauses_that_ask(text)
    return (*found[: MAX_QUESTIONS - 1], " ".join(found[MAX_QUESTIONS - 1 :])) if len(found) > 2 else tuple(found)


def questions_to_search(text: str) -> tuple[str, ...]:
    """The same without those that ask what the agent is, which no document tells, unless there are no others."""
    found = questions_in(text)
    return tuple(question for question in found if not asks_about_itself(question)) or found


def _clauses_that_ask(text: str) -> tuple[str, ...]:
    """The two clauses of a Chinese message that each ask for something, by a question word of their own; else all."""
    parts = tuple(part.strip() for part in _COMMA_ZH.split(text, maxsplit=2))
    ask = len(parts) == 2 and all(_ASKING_ZH.search(part) and len(units(part)) > _FEWEST_UNITS for part in parts)
    return parts if ask else (text,)


def _halves(question: str) -> list[str]:
    question = " ".join(question.split())  # in a long run of spaces the pattern would try every pair of ends
    parts = _SECOND_HALF.split(question, maxsplit=1)
    return parts if all(len(units(part)) > _FEWEST_UNITS for part in parts) else [question]
