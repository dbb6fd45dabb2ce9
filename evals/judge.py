"""Find the graders: every module in `evals/graders/` is one, and its file name is its id."""

import importlib
import pkgutil
from types import ModuleType

from evals import graders
from graphs.evaluator.grader import Grader, Stage


def load_graders() -> tuple[Grader, ...]:
    """All graders, by id. Raises TypeError with the module's name where one does not export what it must."""
    names = sorted(module.name for module in pkgutil.iter_modules(graders.__path__) if not module.name.startswith("_"))
    return tuple(as_grader(name, importlib.import_module(f"{graders.__name__}.{name}")) for name in names)


def as_grader(grader_id: str, module: ModuleType) -> Grader:
    """The grader that a module exports."""
    for name, kind in (("VERSION", str), ("STAGE", Stage), ("LABELS", tuple), ("__doc__", str)):
        if not isinstance(getattr(module, name, None), kind):
            raise TypeError(f"{module.__name__} must export {name} as {kind.__name__}")
    if not callable(getattr(module, "grader", None)):
        raise TypeError(f"{module.__name__} must export an async function named grader")
    return Grader(
        id=grader_id,
        version=module.VERSION,
        stage=module.STAGE,
        labels=module.LABELS,
        grade=module.grader,
        timeout_s=getattr(module, "TIMEOUT_S", 5.0),
        asks_model=getattr(module, "ASKS_MODEL", False),
        description=(module.__doc__ or "").strip(),
    )
