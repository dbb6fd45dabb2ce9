"""A reply shown while it is written: sentence by sentence, each once it has passed the check."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from graphs.agent.citing import Cited, read_claims
from graphs.agent.thinking import ThinkingFilter
from graphs.named_model import ModelFailedError

Reason = Literal["check", "model_failed", "more_to_come"]

MAX_REPLY_CHARS = 8_000
"""No customer reads more: a model that writes more does not come to an end."""

_BORDER = re.compile(r"[.!?。！？｡…\n]")
# It may become a marker: what it stands behind is not known to be over.
_UNFINISHED = re.compile(r"[ \t]*[\[【][\d\s,，、]{0,12}$")


def ensure_bounded(reply: str) -> None:
    """Raises `ModelFailedError` for a reply that is far too long."""
    if len(reply) > MAX_REPLY_CHARS:
        raise ModelFailedError("it writes more than any reply needs")


@dataclass(frozen=True, slots=True)
class Shown:
    """More text of the reply, checked."""

    text: str


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """All text shown so far is taken back.

    `check`: it may not stand; `model_failed`: another model takes over; `more_to_come`: a tool is asked first.
    """

    reason: Reason


class SentenceGuard:
    """Listens to a model and tells `show` what a customer may see.

    A sentence is over when the next one begins. From the first that does not pass, `passes(cited)`, nothing more is
    shown: the check of the whole reply decides what becomes of it. `prepare` gets all text so far, and must leave
    what is before a sentence's end as it is once that is over. `opening` is shown before the first sentence.
    """

    def __init__(
        self,
        passes: Callable[[Cited], bool],
        show: Callable[[Shown | Withdrawn], None],
        prepare: Callable[[str], str] = str,
        opening: str = "",
    ) -> None:
        self._passes = passes
        self._show = show
        self._prepare = prepare
        self._opening = opening
        self._thinking = ThinkingFilter()
        self._text = ""
        self._shown = 0
        self._claims = 0
        self._failed = False
        self._at_border = False

    def feed(self, piece: str) -> None:
        """More of the model's text, cut anywhere. Raises `ModelFailedError` where the reply grows without end."""
        restarts = self._thinking.restarts
        text = self._thinking.feed(piece)
        if self._thinking.restarts != restarts:
            self.withdraw("check")
        self._text += text
        ensure_bounded(self._text)
        self._at_border = self._at_border or bool(_BORDER.search(text))
        if self._at_border and not self._failed:
            cut = _UNFINISHED.search(self._text)
            self._look(self._text[: cut.start()] if cut else self._text, ended=False)

    def finish(self) -> None:
        """The model has ended its reply: what is left is a sentence too."""
        self._text += self._thinking.finish()
        if not self._failed:
            self._look(self._text, ended=True)

    def withdraw(self, reason: Reason) -> None:
        """Take back what was shown, if anything was, and begin anew."""
        if self._shown:
            self._show(Withdrawn(reason))
        self._text, self._shown, self._claims, self._failed, self._at_border = "", 0, 0, False, False

    def _look(self, text: str, *, ended: bool) -> None:
        cited = read_claims(self._prepare(text.lstrip()))
        known = cited.claims if ended else cited.claims[:-1]
        for claim in known[self._claims :]:
            end = cited.text.index(claim.text, self._shown) + len(claim.text)
            if not self._passes(Cited(cited.text[:end], (claim,))):
                self._failed = True
                return
            self._show(Shown(f"{'' if self._shown else self._opening}{cited.text[self._shown : end]}"))
            self._shown, self._claims = end, self._claims + 1
        self._at_border = bool(_BORDER.search(cited.text, self._shown))
