"""Which files a path given to ingestion means, and what their documents are called."""

from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath


def files_under(paths: Iterable[Path]) -> Iterator[tuple[str, Path]]:
    """(document name, file) for files and folders: a folder's files are named from that folder, a file by its name.

    Hidden files are passed over. Files that no reader reads are given too: ingesting them says so.
    Raises `FileNotFoundError` for a path that is not there.
    """
    for path in paths:
        if path.is_file():
            yield path.name, path
            continue
        if not path.is_dir():
            raise FileNotFoundError(f"{path} is neither a file nor a folder")
        folder = path.resolve()
        for file in sorted(folder.rglob("*")):
            inside = file.relative_to(folder)
            if file.is_file() and not any(part.startswith(".") for part in inside.parts):
                yield str(PurePath(folder.name) / inside), file
