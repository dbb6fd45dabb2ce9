"""A suite: a folder with `suite.yaml`, which says what it is, and `cases.jsonl`, a conversation a line."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import AfterValidator, AwareDatetime, Field, ValidationError

import evals
from evals.offline.case import AnyCase, Case, Strict, read_case
from evals.offline.gates import Gate
from evals.problems import describe
from evals.rules.document import RuleSet
from evals.rules.reading import read_rules
from evals.yaml_document import BadDocument


class SuiteError(Exception):
    """A suite cannot be used; the message names file, line and field."""


def _as_gate(text: str) -> str:
    return Gate.parse(text).text


GateText = Annotated[str, AfterValidator(_as_gate)]


class SuiteHead(Strict):
    """The content of `suite.yaml`. `knowledge` are paths from there.

    `policy` is the path of a hand-off policy, `tools` of a tools file whose tools the cases script, `model` of the
    script of a chat model (`evals.offline.scripted_model`), for runs that ask for it, `rules` of a set of rules
    (`evals.rules.document`) by which replies are graded besides.
    `at` is the time (with its zone) of the cases that name none. Without `graders` all of them grade. `gates` are lines
    (`evals.offline.gates`) and decide whether a run is good. Each case is played `repetitions` times; `seed` is that of
    simulated customers.
    """

    name: str = Field(min_length=1)
    description: str
    languages: list[str] = Field(min_length=1)
    knowledge: list[str] = Field(default_factory=list)
    policy: str | None = None
    tools: str | None = None
    model: str | None = None
    rules: str | None = None
    at: AwareDatetime | None = None
    graders: list[str] | None = None
    gates: list[GateText] = Field(default_factory=lambda: ["no case fails"])
    repetitions: int = Field(1, ge=1, le=100)
    seed: int = 0


class Suite(Strict):
    """A suite as read: `knowledge` are existing files and folders, the other paths are existing files."""

    head: SuiteHead
    cases: tuple[AnyCase, ...]
    knowledge: tuple[Path, ...]
    policy: Path | None = None
    tools: Path | None = None
    model: Path | None = None
    rules: RuleSet | None = None

    @property
    def scripted(self) -> tuple[Case, ...]:
        """The cases whose every turn is written down."""
        return tuple(case for case in self.cases if isinstance(case, Case))


def load_suite(folder: Path) -> Suite:
    """Read and check a suite. Raises SuiteError naming every problem with its file, line and field."""
    head_file, cases_file = folder / "suite.yaml", folder / "cases.jsonl"
    head = _head(head_file)
    knowledge = tuple((folder / path).resolve() for path in head.knowledge)
    named = {key: _beside(folder, getattr(head, key)) for key in ("policy", "tools", "model", "rules")}
    cases: list[AnyCase] = []
    problems = [f"{head_file}: knowledge: there is no {path}" for path in knowledge if not path.exists()]
    problems += [
        f"{head_file}: {key}: there is no file {path}" for key, path in named.items() if path and not path.is_file()
    ]
    rules, wrong = _rules(named.pop("rules"))
    problems += wrong
    for number, found in _cases(cases_file):
        if isinstance(found, str):
            problems.append(f"{cases_file}:{number}: {found}")
        elif any(found.id == case.id for case in cases):
            problems.append(f"{cases_file}:{number}: id: {found.id!r} is taken by an earlier case")
        elif found.language not in head.languages:
            problems.append(f"{cases_file}:{number}: language: {found.language!r} is not a language of this suite")
        else:
            cases.append(found if found.at else found.model_copy(update={"at": head.at}))
    if not cases and not problems:
        problems.append(f"{cases_file}: there are no cases")
    if problems:
        raise SuiteError("\n".join(problems))
    return Suite(head=head, cases=tuple(cases), knowledge=knowledge, rules=rules, **named)


def find_suite(named: str) -> Path:
    """The folder of a suite by its path, or of a shipped one by its name. Raises SuiteError with those that there are.

    It may hold suites rather than be one.
    """
    if Path(named).is_dir():
        return Path(named)
    shipped = Path(evals.__path__[0]) / "suites"
    if all(part.isidentifier() for part in named.split("/")) and (shipped / named).is_dir():
        return shipped / named
    there_are = ", ".join(sorted(folder.name for folder in shipped.iterdir() if folder.is_dir()))
    raise SuiteError(f"{named} is neither a folder nor a shipped suite ({there_are})")


def add_cases(folder: Path, lines: Mapping[str, str]) -> None:
    """Add lines, by the cases' ids, to `cases.jsonl`, all or none. Raises SuiteError where an id is taken."""
    file = folder / "cases.jsonl"
    if not folder.is_dir():
        raise SuiteError(f"{folder} is no folder: make it, with a suite.yaml (`turnwise eval schema suite`)")
    before = _read(file) if file.exists() else ""
    taken = sorted(
        lines.keys() & {found.id for _, found in _cases(file) if not isinstance(found, str)} if before else ()
    )
    if taken:
        raise SuiteError(f"{file}: these ids are there already: {', '.join(taken)}")
    kept = before if not before or before.endswith("\n") else f"{before}\n"
    unfinished = file.with_suffix(".jsonl.part")
    unfinished.write_text(kept + "".join(f"{line}\n" for line in lines.values()), encoding="utf-8")
    unfinished.replace(file)


def _beside(folder: Path, path: str | None) -> Path | None:
    return (folder / path).resolve() if path else None


def _rules(file: Path | None) -> tuple[RuleSet | None, list[str]]:
    """The set of rules in a file, or what is wrong with it; neither where there is no such file."""
    if file is None or not file.is_file():
        return None, []
    try:
        return read_rules(_read(file), str(file)), []
    except BadDocument as error:
        return None, list(map(str, error.mistakes))


def _head(file: Path) -> SuiteHead:
    try:
        content: Any = yaml.safe_load(_read(file))
        return SuiteHead.model_validate(content)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise SuiteError(f"{file}:{line}: {error.problem}") from error
    except ValidationError as error:
        raise SuiteError(f"{file}: {describe(error)}") from error


def _cases(file: Path) -> Iterator[tuple[int, AnyCase | str]]:
    """Line number with the case, or with what is wrong with it."""
    for number, line in enumerate(_read(file).split("\n"), 1):
        if not line.strip():
            continue
        try:
            yield number, read_case(line)
        except ValidationError as error:
            yield number, describe(error)


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise SuiteError(f"{file}: there is no such file") from error
    except (OSError, UnicodeDecodeError) as error:
        raise SuiteError(f"{file}: cannot be read: {error}") from error
