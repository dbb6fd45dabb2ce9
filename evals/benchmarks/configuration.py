"""With what a benchmark was measured: printed before its figures."""

import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from knowledge.settings import KnowledgeSettings

_LIBRARIES = ("turnwise", "qdrant-edge-py", "onnxruntime", "numpy")
_NOT_SHOWN = {"data", "embeddings_base_url", "qdrant_url"}


@dataclass(frozen=True, slots=True)
class Configuration:
    """The encoder, the settings that were in force, the versions, and the commit where there is a repository."""

    encoder: str
    chunks_asked: int
    settings: dict[str, Any]
    versions: str
    commit: str


def configuration(
    settings: KnowledgeSettings, encoder: str, chunks_asked: int, libraries: Sequence[str] = ()
) -> Configuration:
    """What holds now."""
    values = {
        name: value
        for name, value in settings.model_dump().items()
        if name not in _NOT_SHOWN and not isinstance(value, SecretStr)
    }
    return Configuration(encoder, chunks_asked, values, _versions((*_LIBRARIES, *libraries)), _commit())


def _versions(names: Sequence[str]) -> str:
    return ", ".join(f"{name} {found}" for name in names if (found := _version(name)))


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _commit() -> str:
    """The commit of this source tree, with a + where files differ from it; empty outside of a repository."""
    here = Path(__file__).parent
    command = ["git", "-C", str(here), "describe", "--always", "--dirty=+", "--exclude=*"]
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()  # noqa: S603 - git, by its name
    except (OSError, subprocess.CalledProcessError):
        return ""
