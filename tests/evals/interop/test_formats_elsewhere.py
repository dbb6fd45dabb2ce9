"""Exported suites in the hands of the packages that they are for; skipped where those are not at hand.

`tests/evals/interop/environments.sh` installs them. What always runs is in tests/evals/offline/formats.
"""

import os
import subprocess
from pathlib import Path

import pytest

from evals.offline.format import load_formats, read_cases
from evals.offline.suite import load_suite

SUITES = Path(__file__).parents[3] / "evals" / "suites"
pytestmark = pytest.mark.real_packages

THROUGH_DEEPEVAL = """
from deepeval.dataset import EvaluationDataset
read = EvaluationDataset()
read.add_goldens_from_jsonl_file("exported.jsonl")
for kind in ("jsonl", "json"):
    read.save_as(kind, ".", "saved")
print(len(read.goldens), type(read.goldens[0]).__name__)
"""
COMPLETION_FUNCTION = """
from evals.api import CompletionFn, CompletionResult


class Result(CompletionResult):
    def get_completions(self):
        return ["Standard shipping costs 4.90 euros."]


class Parrot(CompletionFn):
    def __init__(self, **given):
        pass

    def __call__(self, prompt, **given):
        assert [message["role"] for message in prompt] == ["user"] * len(prompt)
        return Result()
"""


def run(folder: Path, *command: Path | str) -> str:
    quiet = {"DEEPEVAL_TELEMETRY_OPT_OUT": "YES", "OPENAI_API_KEY": "none", "EVALS_SEQUENTIAL": "1"}
    environment = {**os.environ, **quiet, "PYTHONPATH": str(folder)}
    done = subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.mark.parametrize(
    ("suite", "told"), [("conversations", "60 ConversationalGolden"), ("robustness/numbers", "35 Golden")]
)
def test_deepeval_reads_a_suite_and_what_it_saves_is_the_same_suite(suite: str, told: str, tmp_path: Path) -> None:
    cases, kind = list(load_suite(SUITES / suite).scripted), load_formats()["deepeval"]
    (tmp_path / "exported.jsonl").write_text("\n".join(kind.write(cases)), encoding="utf-8")
    python = Path(os.environ["INTEROP_VENVS"]) / "deepeval" / "bin" / "python"
    assert told in run(tmp_path, python, "-c", THROUGH_DEEPEVAL)
    for saved in ("saved.jsonl", "saved.json"):
        assert read_cases(tmp_path / saved, kind, "en") == cases


def test_openais_evals_evaluate_a_suite(tmp_path: Path) -> None:
    kind = load_formats()["openai"]
    samples = tmp_path / "samples.jsonl"
    samples.write_text("\n".join(kind.write(load_suite(SUITES / "conversations").scripted)), encoding="utf-8")
    (tmp_path / "parrot_fn.py").write_text(COMPLETION_FUNCTION)
    for folder, content in {
        "evals": "shop: {id: shop.v0, metrics: [accuracy]}\nshop.v0: {class: 'evals.elsuite.basic.includes:Includes', "
        f"args: {{samples_jsonl: {samples}}}}}\n",
        "completion_fns": "parrot: {class: 'parrot_fn:Parrot'}\n",
    }.items():
        (tmp_path / "registry" / folder).mkdir(parents=True)
        (tmp_path / "registry" / folder / "shop.yaml").write_text(content)
    oaieval = Path(os.environ["INTEROP_VENVS"]) / "openai-evals" / "bin" / "oaieval"
    told = run(tmp_path, oaieval, "parrot", "shop", "--registry_path", "registry", "--record_path", "record.jsonl")
    assert "Evaluating 60 samples" in told
    assert "accuracy: 0." in told
