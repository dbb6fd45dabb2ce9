"""What is asked of an evaluation, and the command that it comes to."""

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

import service
from service.settings import Settings

DOCUMENTS, INSTALLATION = OF_AGENT = ("documents", "installation")
"""What is asked: the agent over each suite's documents, or the installation's own over its knowledge base."""


class Options(BaseModel):
    """As `turnwise eval run` has them; `of` is one of the two above, or the name of a target's file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    of: str = Field(DOCUMENTS, max_length=100)
    repetitions: int | None = Field(None, ge=1, le=100)
    seed: int | None = Field(None, ge=0, lt=2**31)
    baseline: str | None = Field(None, max_length=36)
    fresh: bool = False


def command_for(folders: Sequence[Path], options: Options, targets: Mapping[str, Path], runs: Path) -> list[str]:
    """The command line. Raises KeyError where the target's file is gone."""
    command = [sys.executable, "-m", "service", "eval", "run", *map(str, folders), "--json"]
    if options.of == INSTALLATION:
        command.append("--installed")
    elif options.of != DOCUMENTS:
        command += ["--target", str(targets[options.of])]
    for name in ("repetitions", "seed"):
        if (value := getattr(options, name)) is not None:
            command += [f"--{name}", str(value)]
    if options.baseline is not None:
        command += ["--baseline", str(runs / options.baseline)]
    return [*command, "--fresh"] if options.fresh else command


def environment_for(settings: Settings) -> dict[str, str]:
    """This process's, so that the command has the same settings; those given otherwise are put in."""
    root = str(Path(service.__path__[0]).parent)
    path = os.environ.get("PYTHONPATH")
    return {
        **os.environ,
        "PYTHONPATH": f"{root}{os.pathsep}{path}" if path else root,
        "TURNWISE_DATA": str(settings.data),
        "TURNWISE_DATABASE_URL": settings.resolved_database_url,
    }
