"""The packaged embedding models, exported once and shared by all tests, processes and runs of them."""

import tempfile
from pathlib import Path

from knowledge.encoders import e5, minilm

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
