"""Reading the tools file: what is wrong is told with its line and field, and secrets come from the environment."""

import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from graphs.agent.declared.declaration import ToolsFile

_VARIABLE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")


class ToolsFileError(ValueError):
    """The tools file cannot be used; says where and why."""


def load_file(path: Path, environment: Mapping[str, str] | None = None) -> ToolsFile:
    """The file's tools, `${NAME}` filled in from the environment and from `.env`; raises ToolsFileError."""
    try:
        text = path.read_text(encoding="utf-8")
        root = yaml.compose(text, yaml.SafeLoader)
        content = yaml.safe_load(text)
    except OSError as error:
        raise ToolsFileError(f"{path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ToolsFileError(f"{path}: is not UTF-8") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" line {mark.line + 1}" if mark else ""
        raise ToolsFileError(f"{path}{where}: {getattr(error, 'problem', None) or error}") from error
    if not isinstance(content, dict):
        raise ToolsFileError(f"{path}: must hold `tools:`, `servers:` or both")
    try:
        filled = _filled(content, environment if environment is not None else known_environment(), ())
        return ToolsFile.model_validate(filled)
    except _Missing as missing:
        raise ToolsFileError(_told(path, root, missing.place, f"the variable {missing.name} is not set")) from missing
    except ValidationError as error:
        # Never the input: it may hold what came from the environment.
        problems = error.errors(include_url=False, include_context=False, include_input=False)
        raise ToolsFileError("; ".join(_told(path, root, one["loc"], one["msg"]) for one in problems)) from None


def known_environment() -> dict[str, str]:
    """The process's variables, and beneath them those of `.env`, as for the settings."""
    from dotenv import dotenv_values

    return {name: value for name, value in dotenv_values(".env").items() if value is not None} | dict(os.environ)


class _Missing(Exception):
    def __init__(self, name: str, place: Sequence[str | int]) -> None:
        super().__init__(name)
        self.name, self.place = name, place


def _filled(value: Any, environment: Mapping[str, str], place: tuple[str | int, ...]) -> Any:
    match value:
        case dict():
            return {key: _filled(one, environment, (*place, key)) for key, one in value.items()}
        case list():
            return [_filled(one, environment, (*place, at)) for at, one in enumerate(value)]
        case str():
            return _VARIABLE.sub(lambda found: _value(found[1], environment, place), value)
        case _:
            return value


def _value(name: str, environment: Mapping[str, str], place: tuple[str | int, ...]) -> str:
    if not environment.get(name):
        raise _Missing(name, place)
    return environment[name]


def _told(path: Path, root: yaml.Node | None, place: Sequence[str | int], problem: str) -> str:
    """`tools.yaml line 7, tools.0.url: ...`: the deepest part of the place that the file holds has the line."""
    line = 1
    node = root
    for step in place:
        following = _below(node, step)
        if following is None:
            break
        node, line = following
    field = ".".join(str(step) for step in place)
    return f"{path} line {line}{', ' if field else ''}{field}: {problem.removeprefix('Value error, ')}"


def _below(node: yaml.Node | None, step: str | int) -> tuple[yaml.Node, int] | None:
    match node:
        case yaml.MappingNode():
            for key, value in node.value:
                if key.value == str(step):
                    return value, key.start_mark.line + 1
        case yaml.SequenceNode() if isinstance(step, int) and step < len(node.value):
            return node.value[step], node.value[step].start_mark.line + 1
        case _:
            pass
    return None
