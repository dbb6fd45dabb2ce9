"""What is asked for by its process is asked as documents head it: "the warranty process" is how to claim a warranty."""

import re

from graphs.agent.talk import is_chinese
from graphs.agent.things import thing_of
from graphs.answer_shape import wanted_shape
from graphs.matters import matters_in, spelled_out
from knowledge.wordlist import word_set

# How each matter is set going, in general and for a thing.
_ENGLISH = {
    "warranty": ("How do I claim the warranty?", "How do I claim the warranty of the {}?"),
    "return": ("How do I return an item?", "How do I return the {}?"),
    "exchange": ("How do I exchange an item?", "How do I exchange the {}?"),
    "refund": ("How do I get a refund?", "How do I get a refund for the {}?"),
    "cancel": ("How do I cancel an order?", "How do I cancel an order of the {}?"),
}
_CHINESE = {
    "warranty": "{}怎么申请保修？",
    "return": "{}怎么申请退货？",
    "refund": "{}怎么申请退款？",
    "cancel": "{}怎么取消订单？",
}
_PROCESS = re.compile(r"\b(?:process|procedure|steps)\b|流程|手续|步骤", re.IGNORECASE)
# "How does the warranty work?" asks what it is; of a thing, what to do.
_OF_A_THING = re.compile(
    r"\bhow\s+(?:does|do|would|will)\b.{0,60}\bwork\b|\bhow\s+(?:do|can|could|should|would)\s+(?:i|we)\s+(?:make\s+)?use\b",
    re.IGNORECASE,
)
_WORDS_OF_PROCESS = re.compile(
    rf"(?:怎么)?走?(?:{_PROCESS.pattern})|\bclaims?\b|申请|办理|\b(?:works?|use)\b", re.IGNORECASE
)
_ANYTHING = word_set("item items order orders product products goods something things 商品 订单 产品 东西 有哪些")
_LONGEST_CHARS = 120


def as_how_to(question: str) -> str:
    """The question as one for how to set one matter going; itself where it asks anything else, such as how long."""
    matters = matters_in(question)
    shape = wanted_shape(question)
    if len(matters) != 1 or len(question) > _LONGEST_CHARS or (shape and shape.needed):
        return question
    (matter,) = matters
    if matter not in _ENGLISH or not (_PROCESS.search(question) or _OF_A_THING.search(question)):
        return question
    thing = thing_of(_WORDS_OF_PROCESS.sub(" ", spelled_out(question)))
    thing = "" if thing in _ANYTHING else thing
    if not thing and not _PROCESS.search(question):
        return question
    if is_chinese(question):
        return _CHINESE.get(matter, question).format(f"{thing} " if thing.isascii() and thing else thing)
    return _ENGLISH[matter][bool(thing)].format(thing)
