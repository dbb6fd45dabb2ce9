"""What a platform's window still allows: how many replies, and until when; and refusing what it does not."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from service.channel.errors import ChannelError
from service.channel.interface import Channel, Window
from service.channel.split import TextLimit, split
from service.storage.outgoing.outbox import Fault
from service.storage.outgoing.spoken import Spoken


class NotInWindow(ChannelError):
    """The platform would refuse this reply, so it is not even tried; `fault` says which rule it is."""

    def __init__(self, sentence: str, fault: Fault) -> None:
        super().__init__(sentence, permanent=True)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Allowance:
    """Replies may go out until `until`; `left` of `max_replies`, both None where the platform counts none.

    `over` says that nothing may go out until the customer writes again. What waits to be sent counts as sent.
    """

    until: datetime | None
    over: bool
    max_replies: int | None
    left: int | None
    text_limit: TextLimit | None


def allowance_of(channel: Channel[Any], spoken: Spoken, at: datetime) -> Allowance | None:
    """What may still be said to this contact now; None where the platform has no such rule."""
    window = channel.window
    if window is None:
        return None
    waiting = sum(len(split(text, channel.text_limit)) for text in spoken.waiting)
    until = spoken.asked_at + window.length if spoken.asked_at else None
    left = None if window.max_replies is None else max(0, window.max_replies - spoken.replies - waiting)
    over = until is None or at > until or left == 0
    return Allowance(until, over, window.max_replies, left, channel.text_limit)


def ensure_allowed(window: Window, spoken: Spoken, parts: int, at: datetime) -> None:
    """Return where a reply of so many parts may go out whole. Raises NotInWindow."""
    if spoken.asked_at is None:
        raise NotInWindow("The platform takes replies only after the customer has written.", "window_over")
    if at - spoken.asked_at > window.length:
        said = f"{spoken.asked_at + window.length:%Y-%m-%d %H:%M} UTC"
        raise NotInWindow(
            f"The platform takes replies for {_hours(window.length)} after the customer's last message: that was over"
            f" at {said}. The customer has to write first.",
            "window_over",
        )
    if window.max_replies is None:
        return
    left = window.max_replies - spoken.replies
    if left <= 0:
        raise NotInWindow(
            f"The platform takes {window.max_replies} replies to a customer's message, and they are used up. The"
            " customer has to write first.",
            "window_full",
        )
    if parts > left:
        raise NotInWindow(
            f"This reply is too long for what the platform still takes: it needs {parts} messages, and {left} of"
            f" {window.max_replies} are left. Nothing of it was sent: say it in fewer words.",
            "window_parts",
        )


def _hours(length: timedelta) -> str:
    return f"{length.total_seconds() / 3600:g} hours"
