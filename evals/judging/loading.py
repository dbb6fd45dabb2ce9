"""Find the judges: every module in `evals/model_judges/` is one, and its file name is its id."""

import importlib
import pkgutil
from dataclasses import replace

from evals import model_judges
from evals.model_judge import ModelJudge
from graphs.evaluator.grader import BY_MODEL


def load_judges() -> tuple[ModelJudge, ...]:
    """All judges, by id. Raises TypeError with the module's name where one does not export what it must."""
    names = sorted(module.name for module in pkgutil.iter_modules(model_judges.__path__))
    return tuple(_judge(name) for name in names)


def _judge(name: str) -> ModelJudge:
    module = importlib.import_module(f"{model_judges.__name__}.{name}")
    found = getattr(module, "judge", None)
    if not isinstance(found, ModelJudge) or not name.endswith(BY_MODEL) or not module.__doc__:
        raise TypeError(f"{module.__name__} must be named ...{BY_MODEL}, have a docstring and export judge: ModelJudge")
    return replace(found, id=name, description=module.__doc__.strip())
