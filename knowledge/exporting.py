"""Models that a package carries, made ready for ONNX Runtime once: the set-up that packaged encoders share."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from knowledge.encoder import EncoderError

_ROOT = Path(__file__).resolve().parents[1]


def exported(target: Path, files: Sequence[str], module: str, source: Path, verify: Callable[[], None]) -> Path:
    """`target` with these files in it, made by `python -m MODULE SOURCE TARGET` unless they are there.

    `verify` raises where the source is not what it should be. Several processes may do it at once: the first to finish
    wins. Raises `EncoderError`.
    """
    if _complete(target, files):
        return target
    verify()
    target.parent.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(prefix=".export-", dir=target.parent))
    try:
        _export(module, source, scratch)
        scratch.chmod(0o755)
        try:
            scratch.rename(target)
        except OSError:
            if not _complete(target, files):
                shutil.rmtree(target, ignore_errors=True)
                scratch.rename(target)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return target


def runs(order: list[int], lengths: list[int]) -> list[list[int]]:
    """Cut rows sorted by length into runs of at most 32 that differ by a tenth: padding costs more than another run."""
    found: list[list[int]] = []
    for at in order:
        if found and len(found[-1]) < 32 and lengths[at] <= 1.1 * lengths[found[-1][0]]:
            found[-1].append(at)
        else:
            found.append([at])
    return found


def _complete(folder: Path, files: Sequence[str]) -> bool:
    return all((folder / name).is_file() for name in files)


def _export(module: str, source: Path, folder: Path) -> None:
    command = [sys.executable, "-m", module, str(source), str(folder.resolve())]
    path = os.pathsep.join(part for part in (str(_ROOT), os.environ.get("PYTHONPATH", "")) if part)
    ended = subprocess.run(command, capture_output=True, text=True, env=os.environ | {"PYTHONPATH": path})  # noqa: S603 - our own module
    if ended.returncode != 0:
        said = ended.stderr.strip().splitlines()
        raise EncoderError(f"The embedding model could not be exported: {said[-1] if said else 'no reason was given'}")
