"""What suites can talk to, one file each. All but `agent` are opened from a YAML file: its `kind` is the module."""

import importlib
import pkgutil
from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any, Protocol

import yaml
from pydantic import BaseModel, ValidationError

from evals.offline.target import Target, TargetError
from evals.problems import describe


class Opens(Protocol):
    """The function `target` of every such module; `Config` beside it is what its YAML file may say."""

    def __call__(self, config: Any, environment: Mapping[str, str]) -> AbstractAsyncContextManager[Target]: ...


def load_kinds() -> dict[str, tuple[type[BaseModel], Opens]]:
    """Every kind that a file can name, by id. Raises TypeError where a module does not export what it must."""
    found = {}
    for module in pkgutil.iter_modules(__path__):
        kind = importlib.import_module(f"{__name__}.{module.name}")
        if not hasattr(kind, "Config"):
            continue
        if not callable(getattr(kind, "target", None)):
            raise TypeError(f"{kind.__name__} must export a function named target")
        found[module.name] = (kind.Config, kind.target)
    return found


def read_target(file: Path, environment: Mapping[str, str]) -> AbstractAsyncContextManager[Target]:
    """The target that a file describes, to be entered; keys come from the environment. Raises TargetError."""
    kinds = load_kinds()
    try:
        said = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise TargetError(f"{file}: cannot be read: {' '.join(str(error).split())}") from error
    if not isinstance(said, dict) or said.get("kind") not in kinds:
        raise TargetError(f"{file}: kind: must be one of {', '.join(kinds)}")
    config, opens = kinds[said["kind"]]
    try:
        read = config.model_validate({name: value for name, value in said.items() if name != "kind"})
    except ValidationError as error:
        raise TargetError(f"{file}: {describe(error)}") from error
    return opens(read, environment)
