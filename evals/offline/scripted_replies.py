"""What a scripted model replies to a request: pure functions of the script and what came over the wire.

The request alone tells where the conversation stands: the model keeps nothing between two of them.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from evals.offline.case import Case
from evals.offline.scripted_model import Call, ModelScript, ModelTurn, Step, customers_turns
from graphs.evidence import SEARCH_TOOL
from knowledge.language import detect
from knowledge.words import fold

REWRITES = "scripted-rewrite"
"""The name under which the model rewrites questions; under any other it answers."""

_UNKNOWN = {"en": "I'm sorry, I do not know that.", "zh": "很抱歉，这个问题我不清楚。"}
_SOURCE = re.compile(r"\s*\{([^{}]+)\}")
_PASSAGE = re.compile(r"^\[(\d+)\] ", re.MULTILINE)
_TO_REWRITE = "Message to rewrite: "
_CUSTOMER = "Customer: "


@dataclass(frozen=True, slots=True)
class Place:
    """A turn of a case, counted from 0 over the customer's turns."""

    case: str
    turn: int


@dataclass(frozen=True, slots=True)
class Said:
    """The model's message: text, or calls of tools. `step` is the step of the script that it plays, if it plays one."""

    place: Place
    text: str = ""
    calls: tuple[Call, ...] = ()
    step: int | None = None


class ScriptedModel:
    """Finds the turn that a request is about, and what the script says to it."""

    def __init__(self, script: ModelScript, cases: Sequence[Case]) -> None:
        self._script = script
        self._turns: dict[str, list[tuple[Place, list[str]]]] = {}
        for case in cases:
            before: list[str] = []
            for number, says in enumerate(customers_turns(case)):
                self._turns.setdefault("\n".join(says), []).append((Place(case.id, number), list(before)))
                before += says

    def reply(self, request: Mapping[str, Any]) -> Said:
        """The next message; raises LookupError where the script has none for this request."""
        messages = request["messages"]
        if request.get("model") == REWRITES:
            return self._rewritten(str(messages[-1]["content"]))
        place, at = self._find(messages)
        turn = self._turn(place)
        since = messages[at + 1 :]
        replies = sum(bool(message["role"] == "assistant" and message.get("content")) for message in since)
        made = list(_calls(since))
        for number, step in enumerate(turn.steps):
            if step.calls:
                left = tuple(call for call in step.calls if (call.name, call.arguments) not in made)
                if left:
                    return Said(place, calls=left, step=number)
            elif replies:
                replies -= 1
            else:
                return _said(place, number, step, since, made)
        raise LookupError(
            f"{place.case}, turn {place.turn + 1}: the script is at its end, and the model is asked again"
        )

    def _rewritten(self, content: str) -> Said:
        conversation, _, text = content.rpartition(_TO_REWRITE)
        lines = conversation.splitlines()
        before = [line.removeprefix(_CUSTOMER) for line in lines if line.startswith(_CUSTOMER)]
        place = self._place(text, before)
        if place is None:
            raise LookupError(f"no case has a turn {text!r}, or several have")
        return Said(place, self._turn(place).rewrite or text)

    def _turn(self, place: Place) -> ModelTurn:
        turn = self._script[place.case][place.turn]
        if turn is None:
            raise LookupError(f"{place.case}, turn {place.turn + 1}: the model has nothing to say, but is asked")
        return turn

    def _find(self, messages: Sequence[Mapping[str, Any]]) -> tuple[Place, int]:
        """The turn, and where the customer's message of it stands: the last that is theirs, not the check's."""
        said = [(at, str(message["content"])) for at, message in enumerate(messages) if message["role"] == "user"]
        for number in range(len(said) - 1, -1, -1):
            at, text = said[number]
            if place := self._place(text, [earlier for _, earlier in said[:number]]):
                return place, at
        raise LookupError("no case has a turn like this, or several have")

    def _place(self, text: str, before: Sequence[str]) -> Place | None:
        """None where no case has it, or what was said before does not tell which."""
        known = self._turns.get(text, ())
        found = [place for place, earlier in known if not before or list(before) == earlier[-len(before) :]]
        return found[0] if len(found) == 1 else None


def _said(
    place: Place, number: int, step: Step, since: Sequence[Mapping[str, Any]], made: Sequence[tuple[str, Any]]
) -> Said:
    passages = list(_passages(since))
    text = _with_sources(step.text, passages)
    if text is not None:
        return Said(place, text, step=number)
    for query in step.search:
        if (SEARCH_TOOL, {"query": query}) not in made:
            return Said(place, calls=(Call(name=SEARCH_TOOL, arguments={"query": query}),))
    return Said(place, _UNKNOWN.get(detect(step.text), _UNKNOWN["en"]), step=number)


def _with_sources(text: str, passages: Sequence[tuple[int, str]]) -> str | None:
    """The text with numbers of passages for its sources; None where one of them was not shown."""
    numbered, end = "", 0
    for match in _SOURCE.finditer(text):
        words = [_bare(part) for part in match[1].split(";")]
        number = next((number for number, passage in passages if all(word in passage for word in words)), None)
        if number is None:
            return None
        numbered, end = f"{numbered}{text[end : match.start()]} [{number}]", match.end()
    return numbered + text[end:]


def _passages(messages: Iterable[Mapping[str, Any]]) -> Iterator[tuple[int, str]]:
    """Number and text of each passage that tools gave."""
    for message in messages:
        if message["role"] == "tool":
            content = str(message["content"])
            starts = list(_PASSAGE.finditer(content))
            ends = [start.start() for start in starts[1:]]
            for start, end in zip_longest(starts, ends):
                yield int(start[1]), _bare(content[start.end() : end])


def _calls(messages: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, Any]]:
    """Name and arguments of each call that was made, by the model or for it."""
    for message in messages:
        for call in message.get("tool_calls") or ():
            yield call["function"]["name"], json.loads(call["function"]["arguments"])


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", fold(text))
