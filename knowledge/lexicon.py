"""What an installation knows of words beside its documents: names of products, and words that mean the same."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Self, TypeVar

from knowledge.names import Names
from knowledge.own_words import OwnWords
from knowledge.rewording import Group, Rewording
from knowledge.settings import KnowledgeSettings
from knowledge.wordlines import group_of, name_of

T = TypeVar("T")

_BUILT_IN = Path(__file__).with_name("synonyms.txt")
DICTIONARY, SYNONYMS = "dictionary.txt", "synonyms.txt"


class UnreadableLexicon(Exception):
    """A dictionary or a list of synonyms cannot be used. The message names the file, the lines and the remedy."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Names and synonyms. Build one at start-up and hand it on."""

    names: Names = field(default_factory=Names)
    rewording: Rewording = field(default_factory=Rewording)

    @classmethod
    def open(cls, settings: KnowledgeSettings, words: OwnWords | None = None) -> Self:
        """Read the files that the settings name, or those of the data folder where they name none; `words` join them.

        Raises `UnreadableLexicon` for a named file that is not there, and for lines that cannot be understood.
        """
        names, synonyms = read_files(settings)
        words = words or OwnWords()
        own = [*synonyms, *words.groups]
        return cls(
            Names.of(names | words.weights),
            Rewording.of([*read_synonyms(_BUILT_IN), *own]) if own else built_in().rewording,
        )

    @property
    def document_digest(self) -> str:
        """Names what documents' terms depend on: the names, not their weights or the synonyms. Empty without names."""
        names = "\n".join(sorted(self.names.weights))
        return hashlib.sha256(names.encode()).hexdigest()[:16] if names else ""


@cache
def built_in() -> Lexicon:
    """The lexicon of an installation without files of its own."""
    return Lexicon(rewording=Rewording.of(read_synonyms(_BUILT_IN)))


def read_files(settings: KnowledgeSettings) -> tuple[dict[str, float], list[Group]]:
    """The names and groups of the installation's files. Raises `UnreadableLexicon`."""
    dictionary = _file(settings.dictionary, settings.data / DICTIONARY)
    synonyms = _file(settings.synonyms, settings.data / SYNONYMS)
    return read_names(dictionary) if dictionary else {}, read_synonyms(synonyms) if synonyms else []


def read_names(path: Path) -> dict[str, float]:
    """A name a line, as `wordlines.name_of` reads it. `#` begins a comment line."""
    return dict(_read(path, name_of, 'Write one name a line, for example "AirPods Pro", and after a tab its weight.'))


def read_synonyms(path: Path) -> list[Group]:
    """A group a line, as `wordlines.group_of` reads it. `#` begins a comment line."""
    return _read(path, group_of, 'Write "refund, money back" or, one way, "AirPods => headphones".')


def _read(path: Path, read: Callable[[str], T], remedy: str) -> list[T]:
    found: list[T] = []
    wrong: list[str] = []
    for number, line in _lines(path):
        try:
            found.append(read(line))
        except ValueError as error:
            wrong.append(f"line {number}: {error}")
    if wrong:
        shown = "; ".join(wrong[:5]) + (f"; and {len(wrong) - 5} more" if len(wrong) > 5 else "")
        raise UnreadableLexicon(f"{path}: {shown}. {remedy}")
    return found


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableLexicon(f"{path} is not UTF-8; save it in that encoding.") from None
    except OSError as error:
        raise UnreadableLexicon(f"{path} cannot be read ({error.strerror}); correct the path.") from None
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip() and not line.lstrip().startswith("#"):
            yield number, line.strip()


def _file(named: Path | None, usual: Path) -> Path | None:
    """The named file, which must be there, or the usual one where there is one."""
    return named or (usual if usual.is_file() else None)
