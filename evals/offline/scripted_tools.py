"""The declared tools of a case: they answer as the case says, and nothing leaves the process."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.offline.case import AnyCase, ToolAnswer
from graphs.agent.declared.opening import open_toolbox
from graphs.agent.declared.result import Result, Status
from graphs.agent.declared.toolbox import Toolbox

_ENDS: Mapping[str, Status] = {"timeout": "timeout", "error": "failed", "not_found": "not_found"}


class _Nowhere(dict[str, str]):
    """Addresses and keys that a tools file takes from the environment: a suite calls nobody, so any will do."""

    def __missing__(self, key: str) -> str:
        return "http://nowhere.invalid"

    def get(self, key: str, default: Any = None) -> str:
        """There is always one."""
        return self[key]


@dataclass(frozen=True, slots=True)
class ScriptedCaller:
    """The first answer whose arguments are all in the call; without one there is nothing to be found."""

    answers: Sequence[ToolAnswer]

    async def __call__(self, arguments: Mapping[str, Any], key: str, timeout_s: float) -> Result:
        """As `graphs.agent.declared.toolbox.Caller`."""
        for answer in self.answers:
            if answer.when.items() <= arguments.items():
                return Result(_ENDS[answer.fails]) if answer.fails else Result("ok", answer.result)
        return Result("not_found")


def open_scripted(path: Path | None) -> Toolbox:
    """The tools of a suite's file, whatever the environment holds; raises ToolsFileError."""
    return open_toolbox(path, _Nowhere())


def tools_of(case: AnyCase, toolbox: Toolbox) -> Toolbox:
    """The tools that the agent has in this case; raises ValueError for one that the suite's file does not declare."""
    if unknown := sorted(set(case.tools) - set(toolbox.tools)):
        raise ValueError(f"the suite's tools file declares no {', '.join(unknown)}")
    scripted = toolbox
    for name, answers in case.tools.items():
        scripted = scripted.with_caller(name, ScriptedCaller(answers))
    return Toolbox({name: scripted.tools[name] for name in case.tools}, toolbox.limits)
