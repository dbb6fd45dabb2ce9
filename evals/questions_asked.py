"""The questions of a message, one by one: "how long does it take, and what does it cost?" asks two things.

Cut otherwise than where the agent cuts a message to search for it (`graphs.agent.questions`): there every word has to
go somewhere, three questions are the most, and a grader that shares the cuts could only confirm the agent's.
"""

import re
from functools import lru_cache

from evals.contact_details import details
from evals.text import asks, subject_terms
from knowledge.sentences import split
from knowledge.spoken import UNKNOWN, surely_spoken

_JOINT_EN = re.compile(
    r"\s*[,;]?\s+(?:and|or|also|plus)\s+(?:also\s+)?(?=(?:what|how|when|where|which|who|why|can|could|do|does|is|are"
    r"|will|would)\b)|\s*[;,]\s+(?=(?:what|how|when|where|which|who|why)\b)",
    re.IGNORECASE,
)
_JOINT_ZH = re.compile(r"[，,；;]|还有|另外|以及|同时|并且")
_HAN = re.compile(r"[\u3400-\u9fff]")
# More terms than this say what somebody wants, also where nothing asks by its form: "my parcel arrived broken".
_ENOUGH_SAID = 2


@lru_cache(maxsize=1024)
def questions_in(message: str) -> tuple[str, ...]:
    """Each thing that a message asks, in order, in its own words; empty where it asks nothing."""
    found: list[str] = []
    for sentence in split(message):
        if asks(sentence):
            found += _parts(sentence)
    return tuple(dict.fromkeys(found))


def matter_of(message: str) -> str:
    """The sentences that ask, where they say by themselves what about; else all but how to reach the customer."""
    sentences = split(message)
    asking = " ".join(sentence for sentence in sentences if asks(sentence))
    return asking if subject_terms(asking) else " ".join(each for each in sentences if not details(each))


def wants_an_answer(matter: str) -> bool:
    """Whether a matter is a question or a wish with a subject; thanks, greetings and letters are none."""
    subject = subject_terms(matter)
    return bool(subject) and (asks(matter) or (len(subject) > _ENOUGH_SAID and surely_spoken(matter) != UNKNOWN))


def _parts(sentence: str) -> list[str]:
    """A sentence cut where another question begins; what asks nothing stays with the question that it leads to."""
    joint = _JOINT_ZH if _HAN.search(sentence) else _JOINT_EN
    parts: list[str] = []
    lead = ""
    for piece in filter(None, map(str.strip, joint.split(sentence))):
        together = f"{lead} {piece}".strip()
        # "..., such as Alexa?" asks nothing of its own: the question mark is the whole sentence's.
        if asks(piece.rstrip("?？")) and (subject_terms(together) or parts):
            parts.append(together)
            lead = ""
        else:
            lead = together
    if lead and parts:
        parts[-1] = f"{parts[-1]} {lead}"
    return parts or [sentence]
