"""A policy as an installation starts with it: a YAML file laid over the defaults."""

from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

Document = TypeVar("Document", bound=BaseModel)

# A week's hours replace what was there as a whole.
_WHOLE = frozenset({"weekdays"})


class PolicyFileError(ValueError):
    """The file cannot be used: its message names the file, the field and what is wrong."""


def read_policy(path: Path | None, defaults: Document, variable: str) -> Document:
    """The defaults with what the file says otherwise; `variable` is the setting that names the file.

    Raises `PolicyFileError` where the file cannot be read or holds what a policy does not know.
    """
    if path is None:
        return defaults
    try:
        given = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise PolicyFileError(f"{variable}: {path} cannot be read as YAML: {error}") from error
    if given is None:
        return defaults
    sections = ", ".join(list(type(defaults).model_fields)[:3])
    if not isinstance(given, dict):
        raise PolicyFileError(f"{variable}: {path} must hold the sections of a policy ({sections}, ...)")
    try:
        return type(defaults).model_validate(_laid_over(defaults.model_dump(mode="json"), given))
    except ValidationError as error:
        told = "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors(include_url=False))
        raise PolicyFileError(f"{variable}: {path}: {told}") from error


def _laid_over(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    """Sections are merged; a list, a text or a number replaces what was there, and so do a week's hours."""
    merged = dict(below)
    for name, value in above.items():
        known = merged.get(name)
        nested = isinstance(known, dict) and isinstance(value, dict) and name not in _WHOLE
        merged[name] = _laid_over(known, value) if nested and known is not None else value
    return merged
