"""Which declared tool the customer's words call for, recognised without a model. Pure functions.

What is pending - an argument asked for, a yes awaited - is read off the conversation itself: the agent's last message
is one of its own questions, word for word. So nothing has to be kept between turns.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graphs.agent.asking_back import accepts
from graphs.agent.declared.declaration import Slot
from graphs.agent.declared.toolbox import DeclaredTool, Toolbox
from graphs.agent.talk import is_chinese
from graphs.intents import OTHER
from graphs.order_numbers import order_numbers, without_order_numbers
from graphs.phrases import units
from graphs.turn import Message
from prompts.replies import Replies

_LANGUAGES = ("en", "zh")
# Around an argument that stands almost alone ("and TW-10031?", "我的单号是TW-10023") there is no other request.
_FEW_UNITS, _FEW_UNITS_ZH = 8, 14
_NO = re.compile(
    r"^\W*(?:(?:no|nope|nah|don't|do not|cancel that|stop|not now|never mind|rather not|no thanks?|thanks?|thank you"
    r"|不用了?|不要了?|不是|不了|不|别|算了|先不|取消吧|谢谢)\W*)+$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PlannedCall:
    """A call, and the customer's question that it answers."""

    tool: DeclaredTool
    arguments: Mapping[str, Any]
    about: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do: call, or ask the customer first for an argument or for a yes; both empty where no tool fits."""

    calls: tuple[PlannedCall, ...] = ()
    question: str = ""


NOTHING = Plan()


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What the customer says now, in questions with an intent each, and what was said before."""

    text: str
    questions: Sequence[str]
    intents: Sequence[str]
    language: str
    history: Sequence[Message]

    @property
    def last_reply(self) -> str:
        """The agent's message right before; empty where somebody else spoke last."""
        return self.history[-1].text.strip() if self.history and self.history[-1].role == "agent" else ""


def plan(toolbox: Toolbox, said: Said, replies: Replies) -> Plan:
    """The calls or the question that the customer's words ask for."""
    if not toolbox.tools:
        return NOTHING
    for tool in toolbox.tools.values():
        if pending := _pending(tool, said, replies):
            return pending
    planned: list[PlannedCall] = []
    for question, intent in zip(said.questions, said.intents, strict=True):
        for tool in toolbox.tools.values():
            for arguments in _arguments_in(tool, question, intent, said):
                if missing := _missing(tool, arguments):
                    return Plan(question=tool.declaration.slots[missing].ask.say(said.language))
                if tool.declaration.confirm:
                    return Plan(question=tool.confirmation(arguments, said.language, replies))
                planned.append(PlannedCall(tool, arguments, question))
    return Plan(tuple(planned[: toolbox.limits.calls_per_turn]))


def _pending(tool: DeclaredTool, said: Said, replies: Replies) -> Plan | None:
    """What follows from the agent's last message, where that was this tool's question."""
    last = said.last_reply
    if not last:
        return None
    known = _known(tool, said)
    if tool.declaration.confirm and not _missing(tool, known):
        if last in {tool.confirmation(known, language, replies) for language in _LANGUAGES}:
            if accepts(said.text):
                return Plan((PlannedCall(tool, known, said.text),))
            if _NO.match(said.text):
                return Plan(question=replies.say(said.language, "tool_declined"))
        return None
    for name, slot in tool.declaration.slots.items():
        if last not in (slot.ask.en.strip(), slot.ask.zh.strip()):
            continue
        given = _first(slot, said.text, slot.answer)
        if given is None:
            return None
        arguments = known | {name: given}
        if missing := _missing(tool, arguments):
            return Plan(question=tool.declaration.slots[missing].ask.say(said.language))
        if tool.declaration.confirm:
            return Plan(question=tool.confirmation(arguments, said.language, replies))
        return Plan((PlannedCall(tool, arguments, said.text),))
    return None


def _arguments_in(tool: DeclaredTool, question: str, intent: str, said: Said) -> list[dict[str, Any]]:
    """The arguments of each call that one question asks for; no call where the tool does not fit.

    A phrase is enough by itself, and what it leaves out may have been said before. Otherwise every argument must be in
    the question, with an intent that fits or with hardly a word around it.
    """
    slots = tool.declaration.slots
    here = {name: values for name, slot in slots.items() if (values := _all(slot, question))}
    first = {name: values[0] for name, values in here.items()}
    complete = bool(here) and not _missing(tool, first)
    if tool.phrases.find(units(question)):
        found = _known(tool, said) | first
    elif complete and (intent in tool.declaration.triggers.intents or _asks_by_itself(tool, question, intent)):
        found = first
    else:
        return []
    several = [(name, values) for name, values in here.items() if len(values) > 1]
    if len(several) == 1:
        name, values = several[0]
        return [found | {name: value} for value in values]
    return [found]


def without_arguments(toolbox: Toolbox, text: str) -> str:
    """The text without what tools take for arguments: a number tells nothing about the language around it."""
    slots = [slot for tool in toolbox.tools.values() for slot in tool.declaration.slots.values()]
    return _without(slots, text) if slots else text


def _asks_by_itself(tool: DeclaredTool, question: str, intent: str) -> bool:
    """Whether there is hardly a word around the arguments of a tool that only reads: "and TW-10031?"."""
    slots = tool.declaration.slots.values()
    simple = tool.reads and not tool.declaration.confirm and intent == OTHER
    around = _without(slots, question)
    return simple and len(units(around)) <= (_FEW_UNITS_ZH if is_chinese(around) else _FEW_UNITS)


def _without(slots: Iterable[Slot], text: str) -> str:
    rest = _normal(text)
    for slot in slots:
        rest = without_order_numbers(rest) if slot.kind else re.sub(slot.find, " ", rest, flags=re.IGNORECASE)
    return rest


def _known(tool: DeclaredTool, said: Said) -> dict[str, Any]:
    """The latest value of each argument in all that the customer has written so far."""
    found: dict[str, Any] = {}
    earlier = [message.text for message in said.history if message.role == "customer"]
    before = [message.text.strip() for message in said.history]
    for name, slot in tool.declaration.slots.items():
        for text in (said.text, *reversed(earlier)):
            value = _first(slot, text, slot.answer if _answers(text, slot, said.history, before) else None)
            if value is not None:
                found[name] = value
                break
    return found


def _answers(text: str, slot: Slot, history: Sequence[Message], before: Sequence[str]) -> bool:
    """Whether the customer wrote this right after being asked for the argument."""
    asked = (slot.ask.en.strip(), slot.ask.zh.strip())
    return any(
        message.role == "customer" and message.text == text and at and before[at - 1] in asked
        for at, message in enumerate(history)
    )


def _missing(tool: DeclaredTool, arguments: Mapping[str, Any]) -> str:
    """The first required argument that is not there; empty where none is missing."""
    return next((name for name in tool.required if name not in arguments), "")


def _first(slot: Slot, text: str, also: str | None = None) -> str | None:
    found = _all(slot, text) or (_matches(also, slot, text) if also else [])
    return found[0] if found else None


def _all(slot: Slot, text: str) -> list[str]:
    if slot.kind:
        return [slot.value.replace("{}", number) for number in order_numbers(_normal(text))]
    return _matches(slot.find, slot, text)


def _matches(pattern: str, slot: Slot, text: str) -> list[str]:
    """Each value once, in shape; what `value` frames is written as it is there."""
    found = re.finditer(pattern, _normal(text), re.IGNORECASE)
    values = (slot.value.replace("{}", one[1] if one.re.groups else one[0]) for one in found)
    return list(dict.fromkeys(values))


def _normal(text: str) -> str:
    return unicodedata.normalize("NFKC", text)
