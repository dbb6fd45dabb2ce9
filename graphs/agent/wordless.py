"""What customers send that is no text: "[image]", "[voice]", as channels write it, each on a line of its own.

A picture with a caption is answered by its caption; one without words is acknowledged, and the first time the customer
is told what the agent cannot do with it.
"""

import re
from collections.abc import Sequence

from graphs.turn import Message
from prompts.replies import Replies

_KINDS = {
    "image": "image_received",
    "voice": "voice_received",
    "file": "file_received",
    "location": "location_received",
    "sticker": "sticker_received",
    "unsupported": "kind_received",
    "empty": "kind_received",
}
WORDLESS = frozenset(_KINDS.values())
AGAIN = "received_again"
_TAG = re.compile(rf"^\[({'|'.join(_KINDS)})\][ \t]*(.*)$")
# A place and a sticker have no words of the customer's: what follows names the place, or is the sticker's emoji.
_NO_CAPTION = ("location", "sticker")
_WORD = re.compile(r"\w")


def caption_of(text: str) -> str:
    """The words that came with a picture, a file or a recording, without its kind; without words, the text as it is."""
    first, *rest = text.split("\n")
    found = _TAG.match(first)
    if not found or found[1] in _NO_CAPTION:
        return text
    words = "\n".join([found[2], *rest]).strip()
    return words if _WORD.search(words) else text


def wordless_in(text: str) -> str | None:
    """What a turn's messages are that hold no words at all, by the name of the reply; None where something was said."""
    found = [_TAG.match(line) for line in text.splitlines() if line.strip()]
    if not found or not all(found):
        return None
    kinds = [match for match in found if match and (match[1] in _NO_CAPTION or not _WORD.search(match[2]))]
    return _KINDS[kinds[0][1]] if len(kinds) == len(found) else None


def reply_to_wordless(key: str, language: str, history: Sequence[Message], replies: Replies) -> str:
    """What cannot be done with it is explained once in a conversation."""
    told = replies.say(language, key)
    explained = any(told in message.text for message in history if message.role == "agent")
    return replies.say(language, AGAIN) if explained else told
