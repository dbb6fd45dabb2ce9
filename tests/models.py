"""The packaged embedding models, exported once and shared by all tests, processes and runs of them."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from knowledge.encoder import Encoder
from knowledge.encoders import e5, minilm

Load = Callable[[Path, int], list[Encoder]]

_FOLDER = Path(tempfile.gettempdir()) / "turnwise-test-models"


def shared_models() -> Path:
    """The folder that holds them; the first to ask exports them, which takes some seconds."""
    minilm.prepare(_FOLDER)
    if (weights := e5.installed()) is not None:
        e5.prepare(_FOLDER, weights)
    return _FOLDER


def lend_models(data: Path) -> Path:
    """Spare a data folder, made where it is not there, the export; returns the folder."""
    data.mkdir(parents=True, exist_ok=True)
    (data / "models").symlink_to(shared_models())
    return data


def loaded_once(load: Load) -> Load:
    """The same for all folders of a process, which hold the same models: they keep no state."""
    loaded = dict[int, list[Encoder]]()

    def once(folder: Path, threads: int) -> list[Encoder]:
        if threads not in loaded:
            loaded[threads] = load(folder, threads)
        return loaded[threads]

    return once
