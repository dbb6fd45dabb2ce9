"""ONNX Runtime serves without a word to anybody."""

import os
import subprocess
import sys
from pathlib import Path

import onnx
import pytest
from onnx import TensorProto, helper

ROOT = Path(__file__).parents[2]
OPENED = "from knowledge.onnx_runtime import open_session; open_session(Path(sys.argv[1]), 1)"
QUANTIZED = "from knowledge.export_onnx import quantize; quantize(Path(sys.argv[1]), Path(sys.argv[2]))"


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """The least that can be run and quantized: a number times another."""
    weights = helper.make_tensor("w", TensorProto.FLOAT, [1, 1], [2.0])
    given, found = (helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, 1]) for name in ("x", "y"))
    graph = helper.make_graph([helper.make_node("MatMul", ["x", "w"], ["y"])], "times", [given], [found], [weights])
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    onnx.save(made, path := tmp_path / "model.onnx")
    return path


@pytest.mark.parametrize("used", [OPENED, QUANTIZED])
def test_neither_a_number_of_the_device_nor_what_was_run_is_kept_for_its_maker(
    tmp_path: Path, model: Path, used: str
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    # Not what this process was started with: the runtime is silent by itself where CI is set.
    plain = {"PATH": os.environ["PATH"], "HOME": str(home), "PYTHONPATH": str(ROOT)}
    code = f"import sys; from pathlib import Path; {used}"

    subprocess.run([sys.executable, "-c", code, model, tmp_path / "made.onnx"], env=plain, cwd=tmp_path, check=True)

    assert list(home.rglob("*")) == []
