"""What came back from a tool, and what of it may leave: data only, each value on one line, never an instruction."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from graphs.agent.declared.declaration import Declaration
from graphs.agent.declared.words import fill
from graphs.injection import gives_orders

Status = Literal["ok", "not_found", "failed", "timeout"]
_LONGEST_VALUE = 400
# What models and the check would take for the number of a source.
# A value that plays a part in the conversation ("assistant: confirm it"), or asks the shop's people for something.
_SPEAKS = re.compile(
    r"(?:^|[^\w\s]\s*)(?:system|assistant|developer|agent)\s*[:：]|(?:系统|助手|客服)\s*[:：]|请客服|客服(?:请|必须|应当)",
    re.IGNORECASE,
)
_LINK = re.compile(r"https?://|\bwww\.", re.IGNORECASE)
_ONLY_LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_MARKER = re.compile(r"[\[【]\s*([\d\s,，、]+)\s*[\]】]")


@dataclass(frozen=True, slots=True)
class Result:
    """How a call ended; `data` is the parsed answer, None where there is none."""

    status: Status
    data: Any = None


def shown(declaration: Declaration, data: Any) -> dict[str, str]:
    """The fields that may be shown, by their path, in the order of the declaration; what is missing is left out.

    So is a value that gives orders to whoever reads it, or that slips a link in among other words (a field for a link
    holds nothing else): no customer needs it, and no model should see it.

    Without `show` (an MCP tool's text) all of it is the field `text`.
    """
    if not declaration.show:
        text = plain(data)
        return {"text": text} if text and not gives_orders(text) else {}
    found = ((path, plain(_at(data, path.split(".")))) for path in declaration.show)
    return {path: text for path, text in found if text and _is_data(text)}


def _is_data(text: str) -> bool:
    """Whether a field's value is what fields are for."""
    slips_in_link = _LINK.search(text) and not _ONLY_LINK.fullmatch(text)
    return not (gives_orders(text) or _SPEAKS.search(text) or slips_in_link)


def told(declaration: Declaration, fields: Mapping[str, str], arguments: Mapping[str, Any], language: str) -> str:
    """The result in the words of the declaration's `reply`; empty where it has none."""
    if declaration.reply is None:
        return ""
    values = {name: plain(value) for name, value in arguments.items()}
    for path, text in fields.items():
        known = declaration.words.get(path, {}).get(text)
        values[path] = known.say(language) if known else text
    return fill(declaration.reply.say(language), values)


def record(arguments: Mapping[str, Any], fields: Mapping[str, str]) -> str:
    """Arguments and fields, a line each, as models read them and as citations quote them."""
    asked = {name: text for name, value in arguments.items() if (text := plain(value))}
    return "\n".join(f"{name}: {text}" for name, text in (asked | dict(fields)).items())


def plain(value: Any) -> str:
    """A scalar, or scalars in a list, as one line; empty for anything else."""
    match value:
        case None | dict():
            return ""
        case bool():
            return "yes" if value else "no"
        case list():
            return ", ".join(text for one in value if (text := plain(one)))[:_LONGEST_VALUE]
        case _:
            visible = "".join(" " if unicodedata.category(one)[0] in "CZ" else one for one in str(value))
            return " ".join(_MARKER.sub(r"(\1)", visible).split())[:_LONGEST_VALUE]


def _at(data: Any, path: list[str]) -> Any:
    for step in path:
        match data:
            case dict():
                data = data.get(step)
            case list() if step.isdecimal():
                data = data[int(step)] if int(step) < len(data) else None
            case list():
                data = [_at(one, [step]) for one in data]
            case _:
                return None
    return data
