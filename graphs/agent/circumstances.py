"""What the customer said of themselves stays known: "for me" is where they live, "my lamp" is the one they bought."""

import re
from collections.abc import Iterable, Sequence

from graphs.agent.talk import is_chinese, kind_words
from graphs.turn import Message

_BOUGHT = re.compile(
    r"\b(?:i|we)(?:'ve)?\s+(?:(?:have|just|recently|already)\s+)*(?:bought|got|own|have|ordered|purchased|use)\s+"
    r"(?:(?:an?|the|your|this|two|three|new)\s+)*((?-i:[A-Z])[\w-]*(?:\s+(?-i:[A-Z\d])[\w-]*)*)"
    r"|我们?(?:刚|已经|之前|去年|上个?月)?(?:买的是|买了|买过|有|用的是|家是)(?:你们的?)?[一两\d]?(?:个|台|盏|张|件|款)?\s*"
    r"([A-Za-z][\w-]*(?:\s+[A-Za-z\d][\w-]*)*)",
    re.IGNORECASE,
)
_LIVES = re.compile(
    r"\b(?:i|we)(?:\s+(?:live|am|are|sit|work)|'(?:m|re))\s+(?:based\s+|located\s+)?(?:in|from)\s+"
    r"|(?:我们?|[，,。\s]人)(?:人|家|这边|公司)?(?:现在)?(?:住在|在|住)",
    re.IGNORECASE,
)
_FOR_ME = re.compile(r"\b(?:for|to)\s+(?:me|us)\b|\bto\s+(?:my|our)\s+(?:place|home|address|country)\b", re.IGNORECASE)
_FOR_ME_ZH = re.compile(
    r"(寄|送|发|运)(?:给|到)我(?:们)?(?:这边|这里|这|家)?|给我(?:们)?(寄|送|发|运)|我们?(?:这边|这里)"
)
_MINE = re.compile(
    r"\bmy\s+(?:lamp|light|device|product|item|model|hub|shelf|bookshelf|table|one)\b"
    r"|我(?:家)?(?:的|这|那)?(?:款|台|盏|个|张|件)?(?:灯|产品|商品|家具|设备|型号)",
    re.IGNORECASE,
)


def with_circumstances(question: str, history: Sequence[Message]) -> str:
    """The question with the customer's place and thing in the places of the words that point to them, where known."""
    said = [message.text for message in reversed(history) if message.role == "customer"]
    if _MINE.search(question) and (thing := _first(_thing(text) for text in said)):
        question = _MINE.sub(lambda _: thing, question, count=1)
    if any(kind == "place" for kind, _ in kind_words(question)):
        return question
    pattern = _FOR_ME_ZH if is_chinese(question) else _FOR_ME
    if pattern.search(question) and (place := _first(living_in(text) for text in said)):
        return pattern.sub(lambda match: _there(match, place), question, count=1)
    return question


def _there(match: re.Match[str], place: str) -> str:
    if not is_chinese(match.group()):
        return f"to {place}"
    verb = next((group for group in match.groups() if group), "")
    return f"{verb}到{place}" if verb else place


def _thing(text: str) -> str:
    match = _BOUGHT.search(text)
    return next((group for group in match.groups() if group), "") if match else ""


def living_in(text: str) -> str:
    """Where the customer says that they live: a known place right after "I live in"; empty where they say none."""
    for match in _LIVES.finditer(text):
        for kind, word in kind_words(text):
            if kind == "place" and not re.search(
                r"[\w]", re.sub(r"(?i)\b(?:the)\b", "", text[match.end() : word.start])
            ):
                return text[word.start : word.end]
    return ""


def _first(found: Iterable[str]) -> str:
    return next((one for one in found if one), "")
