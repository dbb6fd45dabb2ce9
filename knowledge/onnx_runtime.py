"""ONNX Runtime as Turnwise uses it: on as many threads as it is given, and telling nobody.

From 1.29 on its builds for Linux tell its maker what models are loaded and run, under a number that they give the
device, unless a variable forbids it (https://github.com/microsoft/onnxruntime/blob/main/docs/Privacy.md).
"""

import os
from pathlib import Path
from typing import Any


def forbid_telemetry() -> None:
    """To be called before `onnxruntime` is first imported, which is when it looks."""
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"


def open_session(model: Path, threads: int) -> Any:
    """An `InferenceSession` of a model on the processor."""
    forbid_telemetry()
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    # Spinning threads would take the cores from the database and the agents between two batches.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
