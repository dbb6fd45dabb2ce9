"""The greeting: said once in a conversation, and never in the middle of an answer."""

import re
from collections.abc import Sequence

from graphs.agent.style.document import Style
from graphs.turn import Message
from knowledge import sentences
from prompts.replies import Replies

_GREETS = (
    r"(?:hi|hello|hey|greetings|good (?:morning|afternoon|evening|day)"
    r"|welcome(?: back)?(?: to [^.!?,;:]{1,40})?|nice to meet you)"
    r"(?:,? (?:there|again|dear customer))?"
    r"|(?:您好|你好|嗨|哈喽|(?:早上|上午|中午|下午|晚上)好)(?:呀|啊)?|欢迎(?:您)?(?:光临|咨询|来到"
    r"|再次)[^，。！？!?,]{0,20}|很高兴为您服务"
)
_ONLY_GREETS = re.compile(
    rf"\W*(?:{_GREETS})(?:[\s,，、!！.。~]+(?:{_GREETS}|thank(?:s| you) for (?:contacting|reaching out"
    rf"|your message)[^.!?]{{0,30}}"
    r"|感谢(?:您的)?(?:咨询|来信|联系)))*[\s!！.。~～,，]*(?:\U0001f44b|\U0001f60a)?\W*",
    re.IGNORECASE,
)
_OPENS = re.compile(
    r"^\s*(?:(?:hi|hello|hey)(?: there| again)?|good (?:morning|afternoon|evening))\s*[,!]\s+(?=\S)"
    r"|^\s*(?:您好|你好|嗨)[，,！!～~\s]+(?=\S)",
    re.IGNORECASE,
)


def greeting(style: Style, language: str, replies: Replies) -> str:
    """The style's own, else the fixed one."""
    return style.persona.greeting.in_language(language) or replies.say(language, "greeting")


def is_due(style: Style, history: Sequence[Message]) -> bool:
    """Whether the reply begins with the greeting: the first one, where the style has it so."""
    return style.persona.greet == "first_reply" and not has_replied(history)


def has_replied(history: Sequence[Message]) -> bool:
    """Whether the customer has had any reply."""
    return any(message.role != "customer" for message in history)


def has_greeted(style: Style, history: Sequence[Message], replies: Replies) -> bool:
    """Whether one of the replies held the greeting, in any language."""
    known = [greeting(style, language, replies) for language in ("en", "zh")]
    return any(text in message.text for message in history if message.role != "customer" for text in known)


def without_greetings(text: str, *, greeted: bool) -> str:
    """A model's text without greetings inside it; where the customer was `greeted`, without one at its start either."""
    found = sentences.spans(text)
    kept = [
        (start, end)
        for place, (start, end) in enumerate(found)
        if not ((place or greeted) and _ONLY_GREETS.fullmatch(text, start, end))
    ]
    if kept and len(kept) < len(found):
        # What stands between two sentences goes with the first of them.
        starts = [start for start, _ in found[1:]] + [len(text)]
        following = dict(zip((start for start, _ in found), starts, strict=True))
        text = "".join(text[start : following[start]] for start, _ in kept)
    if greeted and (opening := _OPENS.match(text)):
        rest = text[opening.end() :]
        text = rest[:1].upper() + rest[1:]
    return text
