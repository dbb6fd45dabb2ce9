"""A reasoning model's thinking, where the server leaves it in the text: it is never for the customer."""

import re

_NAMES = "think|thinking|thought|reasoning|reflection"
_TAG = re.compile(rf"(?P<close></(?:{_NAMES})>|\[/THINK\])|<(?:{_NAMES})>|\[THINK\]", re.IGNORECASE)
_UNFINISHED = re.compile(r"(?:<[/a-z]{0,12}|\[/?[a-z]{0,6})$", re.IGNORECASE)


class ThinkingFilter:
    """Takes thinking out of a stream of text, whose pieces may cut its tags in two.

    A tag that only closes ends thinking whose opening tag the server took for its own: all before it is void, and
    `restarts` counts that.
    """

    def __init__(self) -> None:
        self.restarts = 0
        self._held = ""
        self._thinking = False

    def feed(self, piece: str) -> str:
        """What of the text so far is meant for the customer; what may become a tag is held back."""
        text = self._held + piece
        spoken: list[str] = []
        while tag := _TAG.search(text):
            if self._thinking:
                self._thinking = not tag["close"]
            elif tag["close"]:
                self.restarts += 1
                spoken.clear()
            else:
                spoken.append(text[: tag.start()])
                self._thinking = True
            text = text[tag.end() :]
        cut = _UNFINISHED.search(text)
        self._held = text[cut.start() :] if cut else ""
        if not self._thinking:
            spoken.append(text[: cut.start()] if cut else text)
        return "".join(spoken)

    def finish(self) -> str:
        """What was held back and became no tag."""
        return "" if self._thinking else self._held


def without_thinking(text: str) -> str:
    """The text that is meant for the customer; thinking that never ends leaves nothing."""
    if "<" not in text and "[" not in text:
        return text.strip()
    thinking = ThinkingFilter()
    return (thinking.feed(text) + thinking.finish()).strip()
