"""The image itself is not built here, for want of a container engine; its steps are replayed in a clean directory."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]


def test_the_build_context_holds_no_secrets_data_or_installed_packages(context: Path) -> None:
    names = {part for file in context.rglob("*") for part in file.relative_to(context).parts}
    assert names.isdisjoint({".git", ".venv", ".env", "data", "node_modules", "__pycache__", "tests"})
    assert sum(file.stat().st_size for file in context.rglob("*") if file.is_file()) < 20_000_000


def test_every_dependency_is_installed_in_the_version_of_constraints_txt(image: Any) -> None:
    lines = (image.source / "constraints.txt").read_text().splitlines()
    pins = dict(line.lower().replace("_", "-").split("==") for line in lines if "==" in line and line[0] != "#")
    required = [Requirement(line) for line in (image.source / "requirements.txt").read_text().splitlines()]
    assert {"torch", "asyncpg", "redis"} <= {one.name for one in required}
    for one in required:
        assert one.specifier.contains(pins[re.sub("[-_.]+", "-", one.name).lower()]), one


def test_the_command_line_runs_from_what_the_image_installs(image: Any, tmp_path: Path) -> None:
    environment = os.environ | {"PYTHONPATH": str(image.installed)}
    where = [sys.executable, "-c", "import service, knowledge; print(service.__file__, knowledge.__file__)"]
    found = subprocess.run(where, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    assert all(path.startswith(str(image.installed)) for path in found.stdout.split())
    command = [sys.executable, str(image.installed / "bin" / "turnwise"), "--help"]
    shown = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert shown.returncode == 0, shown.stderr
    assert "serve" in shown.stdout


def test_everything_that_git_tracks_below_the_packages_is_installed(image: Any) -> None:
    packages = ("service", "graphs", "knowledge", "evals", "prompts")
    listed = subprocess.run(["git", "ls-files", "-z", *packages], cwd=ROOT, capture_output=True, text=True, check=True)
    tracked = [name for name in listed.stdout.split("\0") if name and not name.startswith("service/web/")]
    assert len(tracked) > 100
    assert [name for name in tracked if (ROOT / name).exists() and not (image.installed / name).exists()] == []


def test_the_pages_built_in_the_web_stage_are_installed(image: Any) -> None:
    dist = image.installed / "service/web/dist"
    assert (dist / "widget.js").is_file()
    assert list(dist.rglob("*.html"))
    assert not (image.installed / "service/web/node_modules").exists()


def test_the_container_runs_without_root_rights_and_keeps_its_state_on_a_volume(stages: Any) -> None:
    final = {step.word: step.rest for step in stages["final"]}
    assert final["USER"] not in {"root", "0"}
    assert final["VOLUME"] == "/data"
    assert "TURNWISE_DATA=/data" in final["ENV"]


def test_python_and_license_are_those_of_the_project(stages: Any) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    version = re.search(r"python:(\d+\.\d+)", stages["python"][0].rest)
    assert version is not None
    assert Requirement(f"python{project['requires-python']}").specifier.contains(version[1] + ".0")
    assert stages["final"][0].rest.startswith(stages["python"][0].rest.partition(" AS ")[0])
