"""What `evals.interop.inspect_task` uses of Inspect AI, as far as it must behave so: names and calls of 0.3.285."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import ModuleType, SimpleNamespace
from typing import Any, ClassVar


@dataclass
class Score:
    value: Any
    answer: str | None = None
    explanation: str | None = None
    metadata: dict[str, Any] | None = None

    @classmethod
    def unscored(cls, *, explanation: str | None = None) -> "Score":
        return cls(float("nan"), explanation=explanation)


@dataclass
class Task:
    dataset: Any
    solver: Any
    scorer: Any
    epochs: Any
    name: str
    metadata: dict[str, Any]


@dataclass
class Sample:
    id: str
    input: str
    target: str
    metadata: dict[str, Any]


class Hooks:
    made: ClassVar[list[type]] = []


class Store(dict[str, Any]):
    def set(self, name: str, value: Any) -> None:
        self[name] = value


@dataclass
class TaskState:
    sample_id: str
    epoch: int = 1
    messages: list[Any] = field(default_factory=list)
    store: Store = field(default_factory=Store)
    output: Any = None
    completed: bool = False


def said(role: str) -> Any:
    return lambda content: SimpleNamespace(role=role, content=content, text=content)


def output_of(model: str, content: str) -> Any:
    return SimpleNamespace(model=model, completion=content)


def hooks(name: str, description: str) -> Any:
    def register(kind: type) -> type:
        Hooks.made.append(kind)
        return kind

    return register


def scorer(metrics: Any) -> Any:
    return lambda function: function


MODULES: dict[str, dict[str, Any]] = {
    "inspect_ai": {"Epochs": int, "Task": Task, "task": lambda function: function},
    "inspect_ai.dataset": {"MemoryDataset": lambda samples, name: samples, "Sample": Sample},
    "inspect_ai.hooks": {"Hooks": Hooks, "RunEnd": object, "hooks": hooks},
    "inspect_ai.model": {
        "ChatMessageAssistant": said("assistant"),
        "ChatMessageUser": said("user"),
        "ModelOutput": SimpleNamespace(from_content=output_of),
    },
    "inspect_ai.scorer": {
        "CORRECT": "C",
        "INCORRECT": "I",
        "Score": Score,
        "Scorer": object,
        "Target": object,
        "scorer": scorer,
        **dict.fromkeys(("accuracy", "mean", "stderr"), lambda: None),
    },
    "inspect_ai.solver": {
        "Generate": object,
        "Solver": object,
        "TaskState": TaskState,
        "solver": lambda function: function,
    },
}


@contextmanager
def standing_in() -> Iterator[None]:
    """The package is there, as this."""
    for name, content in MODULES.items():
        module = ModuleType(name)
        vars(module).update(content)
        sys.modules[name] = module
    try:
        yield
    finally:
        for name in MODULES:
            del sys.modules[name]
