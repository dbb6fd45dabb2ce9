"""Documents out of YAML and into it, with every mistake told by file, line and field.

What is read may come over HTTP: libyaml reads it, in time that grows with its length alone, and what could take more
than its length (aliases, deep nesting) or means something other than it says (tags) is refused.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from dataclasses import field as attribute
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from yaml.constructor import ConstructorError, SafeConstructor

from evals.problems import plain

Document = TypeVar("Document", bound=BaseModel)
_LONGEST = 1_000_000
_DEEPEST = 50


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong with a field, whose path is in dots; `line` counts from 1, `code` is pydantic's or empty."""

    file: str
    line: int
    field: str
    problem: str
    code: str = attribute(default="", compare=False)

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}"
        return f"{where}: {self.field}: {self.problem}" if self.field else f"{where}: {self.problem}"


class BadDocument(ValueError):
    """The document cannot be used as it is written."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        super().__init__("\n".join(map(str, mistakes)))
        self.mistakes = tuple(mistakes)


def read_document(text: str, file: str, kind: type[Document]) -> Document:
    """The document in a YAML text; an empty one is a document in which all is as by default.

    Raises BadDocument; `file` is the name in its messages.
    """
    if len(text) > _LONGEST:
        raise BadDocument([Mistake(file, 1, "", f"longer than {_LONGEST:,} characters")])
    try:
        if refused := _refused(text, file):
            raise BadDocument([refused])
        root: yaml.Node | None = yaml.compose(text, Loader=yaml.CSafeLoader)
        if root is None:
            return kind()
        if wrong := list(_wrong_names(root, file, "")):
            raise BadDocument(wrong)
        return kind.model_validate(_Constructor().construct_document(root))
    except ValidationError as error:
        mistakes = {_mistake(root, one, file): None for one in error.errors(include_url=False)}
        raise BadDocument(list(mistakes)) from error
    except yaml.YAMLError as error:
        raise BadDocument([_unreadable(error, file)]) from error


def write_document(document: BaseModel) -> str:
    """The document as YAML, without what is so by default."""
    return write_plain(document.model_dump(mode="json", by_alias=True, exclude_defaults=True))


def write_plain(document: dict[str, Any]) -> str:
    """The fields as YAML, in their order."""
    return yaml.safe_dump(document, allow_unicode=True, sort_keys=False, width=120)


class _Constructor(SafeConstructor):
    """Tells the line of a value that only looks like a date or a number, such as 2026-13-01."""

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        try:
            return super().construct_object(node, deep)
        except ValueError as error:
            problem = f"{str(node.value)[:40]!r} cannot be read ({error}): put it in quotes if it is text"
            raise ConstructorError(problem=problem, problem_mark=node.start_mark) from error


def _refused(text: str, file: str) -> Mistake | None:
    """The first thing that is not taken, found before anything is built."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        problem = ""
        if isinstance(event, yaml.AliasEvent):
            problem = "aliases (*name) are not allowed here"
        elif isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            problem = f"nested deeper than {_DEEPEST} levels" if depth > _DEEPEST else ""
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent) and event.tag is not None:
            problem = f"tags ({event.tag}) are not allowed here"
        if problem:
            return Mistake(file, event.start_mark.line + 1 if event.start_mark else 1, "", problem)
    return None


def _unreadable(error: yaml.YAMLError, file: str) -> Mistake:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or str(error).splitlines()[0]
    return Mistake(file, mark.line + 1 if mark else 1, "", f"this is not YAML: {problem}")


def _wrong_names(node: yaml.Node, file: str, path: str) -> Iterator[Mistake]:
    """Fields that stand twice, of which YAML would take the last in silence, and those whose name is no text."""
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                yield Mistake(file, line, path, "a field's name must be a text")
                continue
            field = f"{path}.{key.value}".lstrip(".")
            if key.value in seen:
                yield Mistake(file, line, field, "stands there twice")
            seen.add(str(key.value))
            yield from _wrong_names(value, file, field)
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            yield from _wrong_names(value, file, f"{path}.{number}".lstrip("."))


def _mistake(root: yaml.Node | None, error: ErrorDetails, file: str) -> Mistake:
    """Where a field stands that pydantic names; what is missing is told where it should be."""
    loc = error["loc"]
    node, line, field = root, root.start_mark.line if root else 0, list[str]()
    for step in loc:
        inner = _inside(node, step)
        if inner is not None:
            line, node = inner
            field.append(str(step))
        elif step == loc[-1] and isinstance(node, yaml.MappingNode) and isinstance(step, str):
            field.append(step)  # a tag of the kinds of rules is no field; what is missing is the last step
    return Mistake(file, line + 1, ".".join(field), plain(error["msg"]), error["type"])


def _inside(node: yaml.Node | None, step: int | str) -> tuple[int, yaml.Node] | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        inner = node.value[step]
        return inner.start_mark.line, inner
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == step:
                return key.start_mark.line, value
    return None
