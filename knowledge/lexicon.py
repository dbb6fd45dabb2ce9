"""What an installation knows of words beside its documents: names of products, and words that mean the same."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Self

from knowledge.names import Names
from knowledge.rewording import Group, Rewording
from knowledge.settings import KnowledgeSettings

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
    def open(cls, settings: KnowledgeSettings) -> Self:
        """Read the files that the settings name, or those of the data folder where they name none.

        Raises `UnreadableLexicon` for a named file that is not there, and for lines that cannot be understood.
        """
        dictionary = _file(settings.dictionary, settings.data / DICTIONARY)
        synonyms = _file(settings.synonyms, settings.data / SYNONYMS)
        own = read_synonyms(synonyms) if synonyms else []
        return cls(
            Names.of(read_names(dictionary)) if dictionary else Names(),
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


def read_names(path: Path) -> dict[str, float]:
    """A name a line; after a tab or `|` its weight in questions (1 unless given). `#` begins a comment line."""
    names: dict[str, float] = {}
    wrong: list[str] = []
    for number, line in _lines(path):
        name, _, weight = line.replace("|", "\t").partition("\t")
        try:
            names[name.strip()] = float(weight) if weight.strip() else 1.0
        except ValueError:
            wrong.append(f"line {number}: {weight.strip()!r} is no weight")
            continue
        if not any(map(str.isalnum, name)):
            wrong.append(f"line {number}: there is no name before the weight")
        elif not 0 < names[name.strip()] <= 10:
            wrong.append(f"line {number}: a weight lies above 0 and is at most 10")
    _refuse(
        path, wrong, 'Write one name a line, for example "AirPods Pro", and after a tab its weight if you want one.'
    )
    return names


def read_synonyms(path: Path) -> list[Group]:
    """Groups "a, b, c" and one-way "a, b => c", with English or Chinese commas. `#` begins a comment line."""
    groups: list[Group] = []
    wrong: list[str] = []
    for number, line in _lines(path):
        sides = [_phrases(side) for side in line.split("=>")]
        if len(sides) > 2:
            wrong.append(f'line {number}: more than one "=>"')
        elif not all(sides):
            wrong.append(f'line {number}: one side of "=>" is empty')
        elif len(sides) == 1 and len(sides[0]) < 2:
            wrong.append(f"line {number}: a group needs two words")
        else:
            groups.append((sides[0], sides[-1]))
    _refuse(path, wrong, 'Write "refund, money back" or, one way, "AirPods => headphones".')
    return groups


def _phrases(side: str) -> list[str]:
    phrases = side.replace("，", ",").replace("、", ",").split(",")
    return [phrase.strip() for phrase in phrases if any(map(str.isalnum, phrase))]


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


def _refuse(path: Path, wrong: list[str], remedy: str) -> None:
    if wrong:
        shown = "; ".join(wrong[:5]) + (f"; and {len(wrong) - 5} more" if len(wrong) > 5 else "")
        raise UnreadableLexicon(f"{path}: {shown}. {remedy}")


def _file(named: Path | None, usual: Path) -> Path | None:
    """The named file, which must be there, or the usual one where there is one."""
    return named or (usual if usual.is_file() else None)
