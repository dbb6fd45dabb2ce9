"""The files of the prompts: those shipped, an installation's own in their place, and how the two differ."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import unified_diff
from functools import cached_property
from pathlib import Path

import yaml

from prompts import PARTS, SHIPPED, PromptError, digest_of, find_file, read
from prompts.replies import LANGUAGES

FOLDERS = ("judge",)
"""Folders below that of the prompts; a file in one is named with it, `judge/groundedness`."""


@dataclass(frozen=True)
class PromptFile:
    """A file in force. `digest` is what turns record; the replies share one over the files of all languages."""

    name: str
    path: Path
    shipped: Path
    digest: str

    @cached_property
    def text(self) -> str:
        """What the file in force holds."""
        return read(self.path)

    @property
    def is_own(self) -> bool:
        """Whether the installation's own file takes the place of the one shipped."""
        return self.path != self.shipped

    @property
    def version(self) -> str | None:
        """That of the front matter; None for replies, and where the front matter cannot be read."""
        return version_of(self.text)

    @property
    def shipped_version(self) -> str | None:
        """That of the file shipped."""
        return version_of(read(self.shipped))

    @property
    def is_outdated(self) -> bool:
        """Whether a newer version is shipped than the one that was copied."""
        return is_older(self.version, self.shipped_version)

    def diff(self) -> Sequence[str]:
        """The lines of a unified diff from the file shipped to the one in force; none where they are alike."""
        before, after = read(self.shipped).splitlines(), self.text.splitlines()
        return [*unified_diff(before, after, f"shipped/{name_of(self.shipped)}", str(self.path), lineterm="")]


def shipped_files() -> list[str]:
    """The names of all files that an installation may have of its own, suffix included."""
    below = [f"{folder}/{path.name}" for folder in FOLDERS for path in sorted((SHIPPED / folder).glob("*.md"))]
    replies = [f"replies.{language}.yaml" for language in LANGUAGES]
    return [*sorted(path.name for path in SHIPPED.glob("*.md")), *below, *replies]


def name_of(path: Path) -> str:
    """What a file takes the place of by its name, as `shipped_files` has it; whether it is one of those or not."""
    inside = f"{path.parent.name}/{path.name}"
    return inside if inside in shipped_files() else path.name


def prompt_files(folder: Path | None = None) -> list[PromptFile]:
    """All files in force; raises `PromptError` for one that cannot be read as text."""
    paths = {name: find_file(name, folder) for name in shipped_files()}
    replies = digest_of(*(read(path) for path in paths.values() if path.suffix == ".yaml"))
    return [
        PromptFile(
            name.removesuffix(path.suffix),
            path,
            SHIPPED / name,
            replies if path.suffix == ".yaml" else digest_of(read(path)),
        )
        for name, path in paths.items()
    ]


def version_of(text: str) -> str | None:
    """The version that the front matter of this text names, where it can be read."""
    match = PARTS.fullmatch(text)
    try:
        head = yaml.safe_load(match[1]) if match else None
    except yaml.YAMLError:
        return None
    return str(head["version"]) if isinstance(head, dict) and "version" in head else None


def is_older(own: str | None, shipped: str | None) -> bool:
    """Whether both are whole numbers and the own is the lower."""
    return bool(own and shipped and own.isdecimal() and shipped.isdecimal() and int(own) < int(shipped))


def named(name: str, files: Sequence[PromptFile]) -> PromptFile:
    """The file of that name, suffix or not; raises `PromptError`."""
    for file in files:
        if name in (file.name, f"{file.name}{file.path.suffix}"):
            return file
    raise PromptError(f"there is no prompt {name}; there are {', '.join(file.name for file in files)}")
