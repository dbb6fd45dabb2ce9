"""The suites that there are: those that are shipped, and those in the installation's own folder."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

import evals
from evals.offline.suite import Suite, SuiteError, SuiteHead, load_suite
from service.errors import InvalidRequest, NotAllowedNow, NotFound

SHIPPED, OWN = "shipped", "own"
TARGETS = "targets"
"""The folder in that of the own suites with the files that say what else can be asked."""


@dataclass(frozen=True, slots=True)
class Shelved:
    """A suite by its place: `id` is `own/PATH` or `shipped/PATH`. `suite` is None where it has a problem."""

    id: str
    folder: Path
    suite: Suite | None
    problem: str | None = None

    @property
    def is_own(self) -> bool:
        """Whether cases can be added."""
        return self.id.startswith(f"{OWN}/")

    @property
    def name(self) -> str:
        """As its runs name it."""
        return self.suite.head.name if self.suite else self.id.partition("/")[2]


class Shelf:
    """Reads suites, each again only when its files have changed. Its methods read files: call them off the loop."""

    def __init__(self, own: Path) -> None:
        """`own` need not exist."""
        self._own = own
        self._read: dict[Path, tuple[tuple[int, ...], Shelved]] = {}

    def all(self) -> list[Shelved]:
        """Own suites first, each kind by its path."""
        return [self._look(suite_id, folder) for suite_id, folder in self._folders()]

    def find(self, suite_id: str) -> Shelved:
        """One of them. Raises NotFound."""
        for known, folder in self._folders():
            if known == suite_id:
                return self._look(known, folder)
        raise NotFound(f"There is no suite {suite_id}.")

    def usable(self, suite_id: str) -> Suite:
        """One that can be run. Raises NotFound, and InvalidRequest with what is wrong with it."""
        found = self.find(suite_id)
        if found.suite is None:
            raise InvalidRequest(f"{suite_id} cannot be run: {found.problem}")
        return found.suite

    def own_folder(self, suite_id: str) -> Path:
        """Where cases of an own suite lie. Raises NotFound, and InvalidRequest for a shipped one."""
        found = self.find(suite_id)
        if not found.is_own:
            raise InvalidRequest(f"{suite_id} is shipped: put the case into a suite of your own.")
        return found.folder

    def add(self, head: SuiteHead) -> str:
        """A new suite of one's own, yet without cases; gives its id. Raises NotAllowedNow where the name is taken."""
        folder = self._own / head.name
        if folder.exists() or any(found.name == head.name for found in self.all()):
            raise NotAllowedNow(f"There is a suite {head.name} already: choose another name.")
        folder.mkdir(parents=True)
        (folder / "cases.jsonl").touch()
        written = head.model_dump(mode="json", exclude_defaults=True)
        (folder / "suite.yaml").write_text(yaml.safe_dump(written, allow_unicode=True, sort_keys=False), "utf-8")
        return f"{OWN}/{head.name}"

    def targets(self) -> dict[str, Path]:
        """The files that say what else can be asked, by their names without the suffix."""
        return {file.stem: file for file in sorted((self._own / TARGETS).glob("*.yaml"))}

    def _folders(self) -> Iterator[tuple[str, Path]]:
        for kind, root in ((OWN, self._own), (SHIPPED, shipped())):
            for file in sorted(root.rglob("suite.yaml")):
                yield f"{kind}/{file.parent.relative_to(root).as_posix()}", file.parent

    def _look(self, suite_id: str, folder: Path) -> Shelved:
        stamp = tuple(_changed_ns(folder / name) for name in ("suite.yaml", "cases.jsonl"))
        known = self._read.get(folder)
        if known is None or known[0] != stamp:
            known = self._read[folder] = (stamp, _shelved(suite_id, folder))
        return known[1]


def shipped() -> Path:
    """The folder of the shipped suites."""
    return Path(evals.__path__[0]) / "suites"


def _shelved(suite_id: str, folder: Path) -> Shelved:
    try:
        return Shelved(suite_id, folder, load_suite(folder))
    except SuiteError as error:
        return Shelved(suite_id, folder, None, str(error).replace(f"{folder}/", ""))


def _changed_ns(file: Path) -> int:
    return file.stat().st_mtime_ns if file.exists() else 0
