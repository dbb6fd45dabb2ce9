"""The Dockerfile, read and replayed: its COPY and RUN steps done in a clean directory without a container engine."""

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Step:
    """One instruction of a Dockerfile: `word` in capitals, `rest` with its continuation lines joined."""

    word: str
    rest: str


@dataclass(frozen=True)
class Image:
    """What replaying left behind: where each stage's files are, and where the project was installed to."""

    source: Path
    installed: Path


def read_stages(dockerfile: str) -> dict[str, list[Step]]:
    """The steps of each stage by its name; the last stage, which has none, is called "final"."""
    stages: dict[str, list[Step]] = {}
    text = "\n".join(line for line in dockerfile.splitlines() if not line.startswith("#")).replace("\\\n", " ")
    for line in filter(str.strip, text.splitlines()):
        word, _, rest = line.partition(" ")
        if word == "FROM":
            steps: list[Step] = []
            stages[rest.partition(" AS ")[2] or "final"] = steps
        steps.append(Step(word, rest.strip()))
    return stages


def build_context() -> Iterator[Path]:
    """The files that a build may copy, relative to the root: all but what .dockerignore names."""
    lines = (ROOT / ".dockerignore").read_text().splitlines()
    patterns = ["/" + line for line in lines if line and not line.startswith("#")]

    def sent(path: Path) -> bool:
        return not any(
            fnmatch(f"/{path}", pattern.removeprefix("/") if "**" in pattern else pattern) for pattern in patterns
        )

    for folder, folders, files in os.walk(ROOT):
        here = Path(folder).relative_to(ROOT)
        folders[:] = [name for name in folders if sent(here / name)]
        yield from (here / name for name in files if sent(here / name))


def copy(step: Step, context: Path, stages: dict[str, Path], workdir: Path) -> None:
    """Do one COPY as Docker does: a folder's content goes into the target, a file into the target or under its name."""
    *sources, target = [word for word in step.rest.split() if not word.startswith("--")]
    origin = context
    if step.rest.startswith("--from="):
        origin = stages[step.rest.split()[0].removeprefix("--from=")]
        sources = [source.lstrip("/") for source in sources]
    for source in sources:
        found = origin / source
        assert found.exists(), f"COPY {step.rest}: {source} does not exist, or .dockerignore keeps it out"
        if found.is_dir():
            shutil.copytree(found, workdir / target, dirs_exist_ok=True)
        else:
            shutil.copy(found, workdir / target)


@pytest.fixture(scope="session")
def stages() -> dict[str, list[Step]]:
    return read_stages((ROOT / "Dockerfile").read_text())


@pytest.fixture(scope="session")
def context(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of exactly the files that `docker build .` would send."""
    clean = tmp_path_factory.mktemp("context")
    for file in build_context():
        (clean / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / file, clean / file)
    return clean


@pytest.fixture(scope="session")
def image(stages: dict[str, list[Step]], context: Path, tmp_path_factory: pytest.TempPathFactory) -> Image:
    """The stages "web" and "python", replayed. What they would download is taken from where `make test` put it."""
    roots = {name: tmp_path_factory.mktemp(name) for name in ("web", "python")}
    installed = tmp_path_factory.mktemp("installed")
    source = roots["python"] / "src"
    for name, root in roots.items():
        workdir = root
        for step in stages[name]:
            if step.word == "WORKDIR":
                workdir = root / step.rest.lstrip("/")
                workdir.mkdir(parents=True, exist_ok=True)
            elif step.word == "COPY":
                copy(step, context, roots, workdir)
            elif step.word == "RUN":
                run(step.rest, workdir, installed)
    return Image(source, installed)


def run(command: str, workdir: Path, installed: Path) -> None:
    """Do one RUN; the steps that only download or make the virtual environment are replaced by what is here already."""
    match shlex.split(command):
        case ["npm", "ci"]:
            (workdir / "node_modules").symlink_to(ROOT / "service/web/node_modules")
            return
        case ["python", "-m", "venv", *_] | ["pip", "install", "--extra-index-url", *_]:
            return
        case ["pip", "install", "--no-deps", "."]:
            options = ["--no-build-isolation", "--quiet", "--disable-pip-version-check", "--target", str(installed)]
            command = shlex.join([sys.executable, "-m", "pip", "install", "--no-deps", *options, "."])
    done = subprocess.run(
        command, shell=True, cwd=workdir, capture_output=True, text=True, env=os.environ | {"PATH": path()}, check=False
    )
    assert done.returncode == 0, f"RUN {command}\n{done.stdout}\n{done.stderr}"


def path() -> str:
    """The search path with this very Python first, as in the image."""
    return f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
