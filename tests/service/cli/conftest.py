"""The command line as a user meets it: `main` with its arguments, its streams and its exit code."""

import io
import json
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from service.cli import main
from tests.models import lend_models

SHIPPING = "# Shipping\n\nExpress delivery to Germany costs 12.90 euros and takes one working day.\n"
WARRANTY = "# 保修\n\n灯具的保修期为三年，自购买之日起计算。\n"


@dataclass(frozen=True)
class Done:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def records(self) -> list[Any]:
        """Stdout as JSON Lines."""
        return [json.loads(line) for line in self.out.splitlines()]


Turnwise = Callable[..., Done]


@pytest.fixture(scope="session")
def base_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the embedding model and two documents."""
    data = lend_models(tmp_path_factory.mktemp("data"))
    documents = tmp_path_factory.mktemp("documents") / "kb"
    documents.mkdir()
    (documents / "shipping.md").write_text(SHIPPING, encoding="utf-8")
    (documents / "warranty.md").write_text(WARRANTY, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        assert call(patch, data, ["ingest", str(documents)]).code == 0
    return data


@pytest.fixture
def data(base_data: Path, tmp_path: Path) -> Path:
    """A data folder of the test's own, with the same content."""
    return Path(shutil.copytree(base_data, tmp_path / "data", symlinks=True))


@pytest.fixture
def empty_data(base_data: Path, tmp_path: Path) -> Path:
    """A data folder with nothing in it but the embedding model."""
    return lend_models(tmp_path / "empty")


@pytest.fixture
def turnwise(data: Path, monkeypatch: pytest.MonkeyPatch) -> Turnwise:
    """Run a command over `data`."""
    return lambda *arguments, stdin=b"": call(monkeypatch, data, [str(one) for one in arguments], stdin)


@pytest.fixture
def fresh(empty_data: Path, monkeypatch: pytest.MonkeyPatch) -> Turnwise:
    """Run a command over an empty installation."""
    return lambda *arguments, stdin=b"": call(monkeypatch, empty_data, [str(one) for one in arguments], stdin)


def call(patch: pytest.MonkeyPatch, data: Path, arguments: list[str], stdin: bytes = b"") -> Done:
    out, err = stream(), stream()
    with patch.context() as during:
        during.setenv("TURNWISE_DATA", str(data))
        during.setenv("COLUMNS", "200")
        during.setattr(sys, "argv", ["turnwise", *arguments])
        during.setattr(sys, "stdin", stream(stdin))
        during.setattr(sys, "stdout", out)
        during.setattr(sys, "stderr", err)
        with pytest.raises(SystemExit) as ended:
            main()
    code = ended.value.code
    return Done(code if isinstance(code, int) else 0, text_of(out), text_of(err))


def stream(content: bytes = b"") -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(content), encoding="utf-8")


def text_of(written: io.TextIOWrapper) -> str:
    written.flush()
    raw = written.buffer
    assert isinstance(raw, io.BytesIO)
    return raw.getvalue().decode()


@pytest.fixture
def lines(tmp_path: Path) -> Callable[..., Path]:
    """Write records, or raw lines, to a file of JSON Lines."""

    def write(*records: Any) -> Path:
        path = tmp_path / "input.jsonl"
        raw = [one if isinstance(one, bytes) else json.dumps(one, ensure_ascii=False).encode() for one in records]
        path.write_bytes(b"\n".join(raw) + b"\n")
        return path

    return write
