"""`turnwise serve` and `turnwise worker` as processes."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx
import pytest

from tests.service.cli.conftest import Turnwise

CALL = [sys.executable, "-m", "service"]
READY = "Turnwise is ready on "
DEADLINE_S = 60


@contextmanager
def started(data: Path, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """A process of the product's; killed at the end if it still runs."""
    environment = os.environ | {"TURNWISE_DATA": str(data), "TURNWISE_ADMIN_PASSWORD": "long-enough"}
    process = subprocess.Popen([*CALL, *arguments], env=environment, stderr=subprocess.PIPE, text=True)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def line_with(process: subprocess.Popen[str], words: str) -> str:
    """The first line on stderr that holds these words; it must come before the process ends."""
    assert process.stderr is not None
    seen = []
    for line in process.stderr:
        seen.append(line)
        if words in line:
            return line
    raise AssertionError(f"never said {words!r}:\n{''.join(seen)}")


def say(url: str, text: str) -> str:
    """What a visitor who says this is answered."""
    session = httpx.post(f"{url}/api/widget/sessions", json={"language": "en"}, timeout=30).json()
    answer = httpx.post(
        f"{url}/api/widget/messages",
        json={"text": text, "client_id": "1"},
        headers={"Authorization": f"Bearer {session['token']}", "Prefer": "wait=20"},
        timeout=30,
    ).json()
    return str(answer["replies"][0]["text"])


@pytest.fixture
def url(data: Path) -> Iterator[str]:
    """The address of a running server over `data`."""
    with started(data, "serve", "--port", "0") as process:
        yield line_with(process, READY).removeprefix(READY).strip()


def test_a_server_says_where_it_is_ready_and_ends_in_order_when_told_to(data: Path) -> None:
    with started(data, "serve", "--port", "0") as process:
        address = line_with(process, READY).removeprefix(READY).strip()
        assert httpx.get(f"{address}/healthz").json() == {"status": "ok"}
        process.send_signal(signal.SIGTERM)
        assert process.wait(DEADLINE_S) == 0


def test_a_port_that_is_taken_is_told_in_a_line(url: str) -> None:
    port = str(httpx.URL(url).port)
    done = subprocess.run(
        [*CALL, "serve", "--port", port], capture_output=True, text=True, check=False, env={**os.environ}
    )
    assert done.returncode == 1
    assert f"127.0.0.1:{port}" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_mistake_in_the_tools_file_is_one_line_and_nothing_is_served(
    turnwise: Turnwise, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "tools.yaml").write_text("limits: {calls_per_turn: 0}\n", encoding="utf-8")
    monkeypatch.setenv("TURNWISE_TOOLS", str(tmp_path / "tools.yaml"))
    done = turnwise("serve", "--port", "0")
    assert done.code == 1
    assert "tools.yaml line 1, limits.calls_per_turn" in done.err
    assert "Traceback" not in done.err


def test_what_is_ingested_beside_a_server_is_in_its_next_answer(url: str, turnwise: Turnwise, tmp_path: Path) -> None:
    (tmp_path / "opening.txt").write_text("The showroom in Oslo opens at 10:17 in the morning.")
    assert turnwise("ingest", tmp_path / "opening.txt").code == 0
    assert "10:17" in say(url, "When does the showroom in Oslo open?")


def test_the_demo_documents_come_to_an_empty_knowledge_base_only(
    empty_data: Path, data: Path, fresh: Turnwise, turnwise: Turnwise
) -> None:
    for folder in (empty_data, data):
        with started(folder, "serve", "--demo", "--port", "0") as process:
            address = line_with(process, READY).removeprefix(READY).strip()
            replies = [say(address, text) for text in ("Where is my order TW-10023?", "我的订单 TW-10023 到哪了")]
            assert "TW-10023 is on its way" in replies[0]
            assert "TW-10023 已经发出" in replies[1]
    demo = fresh("search", "What does express delivery to Germany cost?", "--json").records[0]["hits"]
    assert demo[0]["document"].startswith("knowledge/")
    own = turnwise("search", "What does express delivery to Germany cost?", "--json").records[0]["hits"]
    assert {hit["document"] for hit in own} <= {"kb/shipping.md", "kb/warranty.md"}


def test_a_worker_grades_what_is_stored_and_ends_in_order(turnwise: Turnwise, data: Path) -> None:
    asked = b'{"id": 1, "messages": ["What does express delivery to Germany cost?"]}'
    assert turnwise("ask", "--input", "-", "--store", stdin=asked).code == 0
    with started(data, "worker") as process:
        line_with(process, "Turnwise grades")
        wait_until_graded(turnwise)
        process.send_signal(signal.SIGTERM)
        assert process.wait(DEADLINE_S) == 0


def wait_until_graded(turnwise: Turnwise) -> None:
    for _ in range(200):
        grading = turnwise("kpi", "--json").records[0]["groups"][0]["kpis"]["grading"]
        if grading["pending"] == 0:
            assert grading == {"turns": 1, "graded": 1, "pending": 0, "could_not_grade": 0}
            return
    raise AssertionError("the worker graded nothing")


def test_who_stops_reading_ends_a_command_quietly(data: Path) -> None:
    lines = b"".join(b'{"id": %d, "query": "express"}\n' % number for number in range(5000))
    process = subprocess.Popen(
        [*CALL, "search", "--input", "-"],
        env=os.environ | {"TURNWISE_DATA": str(data)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdin.write(lines[:2000])
    process.stdin.flush()
    assert process.stdout.readline()
    process.stdout.close()
    with suppress(BrokenPipeError):
        process.stdin.write(lines[2000:])
        process.stdin.close()
    assert process.wait(DEADLINE_S) == 1
    assert process.stderr.read() == b""
