"""What is written about settings is what the code reads."""

import json
import re
from pathlib import Path

from pydantic import SecretStr
from pydantic_settings import BaseSettings

from evals.interop.evaluation_events import TelemetrySettings
from evals.judging.settings import JudgeSettings
from graphs.settings import GraphSettings
from knowledge.settings import KnowledgeSettings
from knowledge.web.settings import WebSettings
from service.settings import Settings

ROOT = Path(__file__).parents[2]
CLASSES: tuple[type[BaseSettings], ...] = (
    Settings,
    KnowledgeSettings,
    WebSettings,
    GraphSettings,
    JudgeSettings,
    TelemetrySettings,
)


def written(default: object) -> str:
    """A default as a line of .env holds it; empty where there is none."""
    if default is None or isinstance(default, SecretStr):
        return ""
    return str(default) if isinstance(default, str | Path) else json.dumps(default)


def settings() -> dict[str, str]:
    fields = {name: field for settings_class in CLASSES for name, field in settings_class.model_fields.items()}
    return {f"TURNWISE_{name.upper()}": written(field.default) for name, field in fields.items()}


def test_the_template_holds_every_setting_with_its_default() -> None:
    lines = (ROOT / ".env.example").read_text().splitlines()
    assert dict(line[1:].split("=", 1) for line in lines if line.startswith("#TURNWISE_")) == settings()


def test_the_template_changes_nothing_until_it_is_edited() -> None:
    lines = filter(None, (ROOT / ".env.example").read_text().splitlines())
    assert all(line.startswith("#") for line in lines)


def test_operations_explain_every_setting_and_no_other() -> None:
    explained = set(re.findall(r"TURNWISE_[A-Z_]+[A-Z]", (ROOT / "docs" / "operations.md").read_text()))
    assert explained == set(settings())


def test_settings_shared_by_two_layers_have_one_default() -> None:
    defaults: dict[str, set[str]] = {}
    for settings_class in CLASSES:
        for name, field in settings_class.model_fields.items():
            defaults.setdefault(name, set()).add(written(field.default))
    assert {name: values for name, values in defaults.items() if len(values) > 1} == {}
