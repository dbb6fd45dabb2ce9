"""From a model's text with [n] markers to the customer's text and its claims, each with the passages named for it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graphs.turn import Citation, Passage
from knowledge import sentences
from knowledge.support import rank_sentences

_MARKER = re.compile(r"[ \t]*(?:\[|【)(\d{1,3}(?:\s*[,，、]\s*\d{1,3})*)(?:\]|】)")
_THINKING = re.compile(r"<think>.*?(?:</think>|\Z)", re.DOTALL)
_UNFINISHED = re.compile(r"[ \t]*(?:[\[【][\d\s,，、]{0,12}|<[/a-z]{0,6})?$")


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence of the reply and the numbers of the passages that it names as its sources."""

    text: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Cited:
    """A reply without markers, and its sentences."""

    text: str
    claims: tuple[Claim, ...]


def without_thinking(text: str) -> str:
    """The text that is meant for the customer: some servers leave a reasoning model's thinking in it."""
    return _THINKING.sub("", text).strip() if "<think>" in text else text.strip()


def read_claims(text: str) -> Cited:
    """Take the markers out; each belongs to the sentence that ends at or contains its place."""
    plain: list[str] = []
    markers: list[tuple[int, tuple[int, ...]]] = []
    length = last = 0
    for match in _MARKER.finditer(text):
        plain.append(text[last : match.start()])
        length += match.start() - last
        markers.append((length, tuple(int(number) for number in re.findall(r"\d+", match[1]))))
        last = match.end()
    plain.append(text[last:])
    stripped = "".join(plain)
    return Cited(
        stripped.strip(),
        tuple(Claim(stripped[start:end], _numbers(markers, start, end)) for start, end in sentences.spans(stripped)),
    )


def citations_of(claims: Sequence[Claim], passages: Sequence[Passage]) -> tuple[Citation, ...]:
    """For each claim the words of the passages named that support it best; quotes in a row become one."""
    found: dict[tuple[str, str, str], Citation] = {}
    before: dict[int, str] = {}
    for claim in claims:
        for number in claim.numbers:
            if not 1 <= number <= len(passages):
                continue
            passage = passages[number - 1]
            quote = _quote(claim.text, passage.text)
            joined = _joined(before.get(number, ""), quote, passage.text)
            if joined != quote:
                found.pop((passage.document, passage.chunk_id, before[number]))
            before[number] = joined
            found[passage.document, passage.chunk_id, joined] = Citation(passage.document, passage.chunk_id, joined)
    return tuple(found.values())


def _joined(before: str, quote: str, text: str) -> str:
    """Both quotes as one, where only white space stands between them."""
    start = text.find(before) if before else -1
    place = text.find(quote, start + len(before)) if start >= 0 else -1
    if place < 0 or text[start + len(before) : place].strip():
        return quote
    return text[start : place + len(quote)]


def _numbers(markers: Sequence[tuple[int, tuple[int, ...]]], start: int, end: int) -> tuple[int, ...]:
    return tuple(dict.fromkeys(n for place, numbers in markers if start < place <= end for n in numbers))


def _quote(claim: str, text: str) -> str:
    if claim in text:
        return claim
    best = rank_sentences(claim, [text], 1)
    return best[0].text if best else text[:200]


class MarkerFilter:
    """Takes citation markers and thinking out of a stream of text, whose pieces may cut them in two."""

    def __init__(self) -> None:
        self._held = ""
        self._thinking = False

    def feed(self, piece: str) -> str:
        """What of the text so far can be shown; an open bracket is held back until it is clear what it opens."""
        text = self._held + piece
        self._held = ""
        shown: list[str] = []
        while text:
            if self._thinking:
                thought, closed, text = text.partition("</think>")
                self._thinking = not closed
                if not closed:
                    self._held = thought[-len("</think>") :]
                    return "".join(shown)
                continue
            before, opened, rest = text.partition("<think>")
            shown.append(before)
            self._thinking, text = bool(opened), rest
        plain = _MARKER.sub("", "".join(shown))
        if cut := _UNFINISHED.search(plain):
            plain, self._held = plain[: cut.start()], plain[cut.start() :]
        return plain
