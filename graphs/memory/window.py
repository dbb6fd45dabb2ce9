"""The window: how much of a conversation a model gets word for word, and when what falls out of it is summed up."""

from collections.abc import Sequence
from typing import TypeVar

from graphs.turn import Message

MESSAGES, CHARS = 20, 12_000
"""What the window holds at most: the last messages, as long as they are not too long together."""
_KEPT = 0.7
"""The part of the window that stays when the rest is summed up: so that is done now and then, not every turn."""

Said = TypeVar("Said", bound=Message)


def window(said: Sequence[Said], messages: int = MESSAGES, chars: int = CHARS) -> Sequence[Said]:
    """The end of what was said that fits, the last message in any case."""
    return said[len(said) - _fits([len(one.text) for one in said], messages, chars) :]


def outgrown(lengths: Sequence[int], messages: int = MESSAGES, chars: int = CHARS) -> int:
    """How many of the first messages, of these lengths in characters, are to be summed up now; mostly none.

    As soon as the window is full, all but its newer part: until the next time everything that is not summed up fits.
    """
    if len(lengths) < messages and sum(lengths) <= chars:
        return 0
    return len(lengths) - _fits(lengths, int(messages * _KEPT), int(chars * _KEPT))


def _fits(lengths: Sequence[int], messages: int, chars: int) -> int:
    total, count = 0, 0
    for length in reversed(lengths):
        total += length
        if count >= messages or (count and total > chars):
            break
        count += 1
    return count
