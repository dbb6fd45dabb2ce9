"""The documentation keeps to the facts: its links lead somewhere, its commands and settings exist."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / name for name in ("README.md", "README.zh.md", "CONTRIBUTING.md", "CHANGELOG.md")]
PAGES += sorted((ROOT / "docs").rglob("*.md"))
EACH_PAGE = pytest.mark.parametrize("page", [pytest.param(page, id=str(page.relative_to(ROOT))) for page in PAGES])


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


@EACH_PAGE
def test_every_link_to_a_file_leads_to_one(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#\s]+)", text_of(page))
    broken = [target for target in targets if "://" not in target and not (page.parent / target).exists()]
    assert broken == []


@EACH_PAGE
def test_nothing_is_left_to_fill_in(page: Path) -> None:
    outside_of_code = re.sub(r"^```.*?^```$", "", text_of(page), flags=re.DOTALL | re.MULTILINE)
    assert re.findall(r"\{\{.*?\}\}", outside_of_code) == []


def test_every_command_in_the_readme_exists() -> None:
    named = set(re.findall(r"`turnwise ([a-z]+)", text_of(ROOT / "README.md")))
    called = [sys.executable, "-c", "from service.cli import main; main()", "--help"]
    shown = subprocess.run(
        called, capture_output=True, text=True, check=True, env={"COLUMNS": "200", "PATH": ""}
    ).stdout
    assert len(named) >= 10
    assert named <= set(re.findall(r"[a-z]+", shown))


def test_both_readmes_name_the_same_commands_and_settings() -> None:
    names = re.compile(r"`turnwise ([a-z]+)|\b(TURNWISE_[A-Z_]+)")
    english, chinese = (set(names.findall(text_of(ROOT / name))) for name in ("README.md", "README.zh.md"))
    assert english == chinese


@EACH_PAGE
def test_every_setting_that_is_named_exists(page: Path) -> None:
    sources = [
        file for package in ("service", "graphs", "knowledge", "evals") for file in (ROOT / package).rglob("*.py")
    ]
    sources += [ROOT / ".ci" / "run", ROOT / "tests" / "conftest.py"]
    code = "\n".join(text_of(file) for file in sources if "node_modules" not in file.parts)
    settings = set(re.findall(r"\bTURNWISE_[A-Z_]+[A-Z]", text_of(page)))
    unknown = {
        name for name in settings if name not in code and f"{name.removeprefix('TURNWISE_').lower()}:" not in code
    }
    assert unknown == set()
