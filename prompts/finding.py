"""What the checks of prompts find, and where."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import yaml

from prompts import VARIABLE

Kind = Literal["file", "encoding", "front_matter", "version", "variable", "reply", "cache"]
_BRACES = re.compile(r"\{\{[^{}\n]*(?:\}\})?")


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Something wrong in line `line`, from 1, of a file. A warning does no harm to an answer."""

    path: Path
    line: int
    kind: Kind
    problem: str
    severity: Literal["error", "warning"] = "error"

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.severity}: {self.problem}"


def line_at(text: str, position: int) -> int:
    """The line, from 1, of that character."""
    return text.count("\n", 0, position) + 1


def yaml_problem(error: yaml.YAMLError) -> tuple[int, str]:
    """The line, from 1, and what is wrong there."""
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or str(error)
    return (mark.line + 1 if mark else 1), " ".join(problem.split())


def in_braces(name: str) -> str:
    """A variable as it stands in a text."""
    return f"{{{{ {name} }}}}"


def braces_without_variable(path: Path, text: str, line: int = 1) -> list[Finding]:
    """Two braces that begin no variable: they would be shown as they stand. `line` is that of the text's beginning."""
    return [
        Finding(
            path,
            line + text.count("\n", 0, match.start()),
            "variable",
            f"{match[0].strip()} is no variable and would be shown as it stands: names have small letters and _ only",
        )
        for match in _BRACES.finditer(text)
        if not VARIABLE.fullmatch(match[0])
    ]
