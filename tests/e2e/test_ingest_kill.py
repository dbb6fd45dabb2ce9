"""Ingestion that is killed again and again neither loses nor doubles anything, and does not begin anew each time."""

import asyncio
import json
import random
import signal
import sqlite3
from pathlib import Path
from uuid import uuid4

import pytest

from tests.e2e.forked import launch_forked
from tests.models import lend_models

pytestmark = pytest.mark.e2e

KILLS = 4
CHAPTERS = 120
FILES = 20


def _write(folder: Path) -> int:
    """Small documents in both languages and one long one; returns how many passages they make."""
    folder.mkdir()
    for number in range(FILES):
        text = f"# Model {number}\n\nModel {number} weighs {number + 3} kilograms.\n"
        (folder / f"model-{number}.md").write_text(text, encoding="utf-8")
        chinese = f"# 型号{number}\n\n型号{number}的重量是{number + 3}公斤。\n"
        (folder / f"型号-{number}.md").write_text(chinese, encoding="gb18030")
    chapters = (
        f"# Chapter {n}\n\nChapter {n} explains how part {n} of the manual is mounted.\n" for n in range(CHAPTERS)
    )
    (folder / "a-manual.md").write_text("\n".join(chapters), encoding="utf-8")
    return 2 * FILES + CHAPTERS


async def _turnwise(
    data: Path, *arguments: str, killed_after: int | None = None
) -> tuple[int, list[dict[str, object]]]:
    """Run a command; `killed_after` kills it once so many more passages are kept with their vectors."""
    log = data / f"{uuid4().hex}.log"
    log.touch()
    before = 0 if killed_after is None else _kept(data)
    process = launch_forked(arguments, {"TURNWISE_DATA": str(data)}, log)
    while (code := process.poll()) is None:
        if killed_after is not None and _kept(data) >= before + killed_after:
            process.send_signal(signal.SIGKILL)
            code = process.wait()
            break
        await asyncio.sleep(0.01)
    out = log.read_text(encoding="utf-8")
    return code, [json.loads(line) for line in out.splitlines() if line.startswith("{") and line.endswith("}")]


def _kept(data: Path) -> int:
    with sqlite3.connect(data / "turnwise.db") as connection:
        return int(connection.execute("SELECT count(*) FROM chunk_vectors").fetchone()[0])


async def test_a_killed_ingestion_goes_on_where_it_stopped(tmp_path: Path) -> None:
    folder, data = tmp_path / "kb", lend_models(tmp_path / "data")
    passages = _write(folder)
    chance = random.Random(7)
    ingest = ("ingest", str(folder), "--json")
    await _turnwise(data, "setup")
    for _ in range(KILLS):
        code, _ = await _turnwise(data, *ingest, killed_after=chance.randint(1, passages // (2 * KILLS)))
        assert code == -signal.SIGKILL
    kept = _kept(data)
    code, last = await _turnwise(data, *ingest)

    assert code == 0
    assert len(last) == 2 * FILES + 1
    assert {record["outcome"] for record in last} <= {"created", "unchanged"}
    embedded = sum(int(str(record["embedded"])) for record in last)
    assert embedded == passages - kept < passages, "what the killed runs had embedded is not embedded again"
    with sqlite3.connect(data / "turnwise.db") as connection:
        counts = dict(connection.execute("SELECT version, count(*) FROM document_versions GROUP BY version").fetchall())
        assert counts == {1: 2 * FILES + 1}, "each document has one version"
        assert connection.execute("SELECT count(*) FROM chunks").fetchone() == (passages,)
        assert connection.execute("SELECT count(*) FROM version_chunks").fetchone() == (passages,)
        assert connection.execute("SELECT count(*) FROM chunk_vectors").fetchone() == (passages,)
        assert connection.execute("SELECT count(*) FROM documents").fetchone() == (2 * FILES + 1,)

    _, again = await _turnwise(data, *ingest)
    assert {record["outcome"] for record in again} == {"unchanged"}
    assert sum(int(str(record["embedded"])) for record in again) == 0
