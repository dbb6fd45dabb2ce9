"""Rules out of YAML, with every mistake told by file, line and field."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from evals.rules.document import RuleSet

Document = TypeVar("Document", bound=BaseModel)
_LONGEST = 1_000_000


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong with a field, whose path is in dots; `line` counts from 1."""

    file: str
    line: int
    field: str
    problem: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}"
        return f"{where}: {self.field}: {self.problem}" if self.field else f"{where}: {self.problem}"


class BadRules(ValueError):
    """The rules cannot be used as they are written."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        super().__init__("\n".join(map(str, mistakes)))
        self.mistakes = tuple(mistakes)


def read_rules(text: str, file: str) -> RuleSet:
    """The document in a YAML text. Raises BadRules; `file` is the name in its messages."""
    return read_document(text, file, RuleSet)


def read_document(text: str, file: str, kind: type[Document]) -> Document:
    """A document of any kind, in the same way; an empty text is one in which all is as by default."""
    root = _composed(text, file)
    if root is None:
        return kind()
    if twice := list(_written_twice(root, file, "")):
        raise BadRules(twice)
    try:
        return kind.model_validate(yaml.safe_load(text))
    except ValidationError as error:
        mistakes = {_mistake(root, one["loc"], one["msg"], file): None for one in error.errors(include_url=False)}
        raise BadRules(list(mistakes)) from error
    except yaml.YAMLError as error:
        raise BadRules([_unreadable(error, file)]) from error


def write_rules(document: RuleSet) -> str:
    """The document as YAML, without what is so by default; which packs are used it always says."""
    plain = {"packs": list(document.packs)}
    plain |= document.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return yaml.safe_dump(plain, allow_unicode=True, sort_keys=False, width=120)


def _composed(text: str, file: str) -> yaml.Node | None:
    if len(text) > _LONGEST:
        raise BadRules([Mistake(file, 1, "", f"longer than {_LONGEST:,} characters")])
    try:
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            if isinstance(event, yaml.AliasEvent):
                line = event.start_mark.line + 1 if event.start_mark else 1
                raise BadRules([Mistake(file, line, "", "aliases (*name) are not allowed here")])
        node: yaml.Node | None = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        raise BadRules([_unreadable(error, file)]) from error
    return node


def _unreadable(error: yaml.YAMLError, file: str) -> Mistake:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or str(error).splitlines()[0]
    return Mistake(file, mark.line + 1 if mark else 1, "", f"this is not YAML: {problem}")


def _written_twice(node: yaml.Node, file: str, path: str) -> Any:
    """Fields that stand twice: YAML would take the last of them in silence."""
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            field = f"{path}.{key.value}".lstrip(".")
            if key.value in seen:
                yield Mistake(file, key.start_mark.line + 1, field, "stands there twice")
            seen.add(str(key.value))
            yield from _written_twice(value, file, field)
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            yield from _written_twice(value, file, f"{path}.{number}".lstrip("."))


def _mistake(root: yaml.Node, loc: tuple[int | str, ...], problem: str, file: str) -> Mistake:
    """Where a field stands that pydantic names; what is missing is told where it should be."""
    node, line, field = root, root.start_mark.line, list[str]()
    for step in loc:
        inner = _inside(node, step)
        if inner is not None:
            line, node = inner
            field.append(str(step))
        elif step == loc[-1] and isinstance(node, yaml.MappingNode) and isinstance(step, str):
            field.append(step)  # a tag of the kinds of rules is no field; what is missing is the last step
    return Mistake(file, line + 1, ".".join(field), problem.removeprefix("Value error, "))


def _inside(node: yaml.Node, step: int | str) -> tuple[int, yaml.Node] | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        inner = node.value[step]
        return inner.start_mark.line, inner
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == step:
                return key.start_mark.line, value
    return None
