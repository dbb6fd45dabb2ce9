"""Does a folder of prompts hold what Turnwise can use? Pure functions that return what they find."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from pathlib import Path

from prompts import SHIPPED
from prompts.files import FOLDERS, name_of, shipped_files
from prompts.finding import Finding
from prompts.lint_prompt import lint_prompt
from prompts.lint_replies import lint_replies


def lint_folder(folder: Path | None = None) -> list[Finding]:
    """What is wrong in an installation's own folder, or without one in what is shipped, by file and line."""
    if folder is None:
        return lint_files(SHIPPED / name for name in shipped_files())
    return lint_files(_files_in(folder))


def _files_in(folder: Path) -> Iterator[Path]:
    """What should be prompts or replies, in the folders that prompts have, too."""
    for path in folder.iterdir():
        if path.is_dir() and path.name in FOLDERS:
            yield from _files_in(path)
        elif path.name != "README.md" and not path.name.startswith("."):
            yield path


def lint_files(paths: Iterable[Path]) -> list[Finding]:
    """What is wrong in these files."""
    return [finding for path in sorted(paths) for finding in sorted(lint_file(path))]


def lint_file(path: Path) -> list[Finding]:
    """What is wrong in one file, whose name says which prompt it takes the place of."""
    if name_of(path) not in shipped_files() or not path.is_file():
        near = get_close_matches(path.name, shipped_files(), n=1)
        hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(shipped_files())}"
        return [Finding(path, 1, "file", f"takes the place of nothing and is not read; {hint}")]
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        return [Finding(path, raw.count(b"\n", 0, error.start) + 1, "encoding", "is not UTF-8")]
    return lint_prompt(path, text) if path.suffix == ".md" else lint_replies(path, text)
