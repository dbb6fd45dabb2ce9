"""What the Dockerfile installs serves, and passes the image's own health check."""

import json
import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

START_LIMIT_S = 120.0
STOP_LIMIT_S = 30.0


def free_port() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


@pytest.mark.e2e
def test_the_container_s_command_answers_the_container_s_health_check(image: Any, stages: Any, tmp_path: Path) -> None:
    final = {step.word: step.rest for step in stages["final"]}
    port_exposed, port = final["EXPOSE"], free_port()
    name, *arguments = json.loads(final["CMD"])
    check = json.loads(final["HEALTHCHECK"].partition("CMD ")[2].replace(f":{port_exposed}/", f":{port}/"))
    settings = dict(pair.split("=", 1) for pair in final["ENV"].split() if pair.startswith("TURNWISE_"))
    assert settings["TURNWISE_PORT"] == port_exposed
    assert f":{port}/" in check[-1]
    settings |= {"TURNWISE_DATA": str(tmp_path / "data"), "TURNWISE_HOST": "127.0.0.1", "TURNWISE_PORT": port}
    server = subprocess.Popen(
        [sys.executable, str(image.installed / "bin" / name), *arguments],
        cwd=tmp_path,
        env=os.environ | settings | {"PYTHONPATH": str(image.installed)},
        stdout=(log := (tmp_path / "log").open("w")),
        stderr=log,
    )
    try:
        deadline = time.monotonic() + START_LIMIT_S
        while subprocess.run([sys.executable, *check[1:]], capture_output=True, check=False).returncode != 0:
            assert server.poll() is None, (tmp_path / "log").read_text()
            assert time.monotonic() < deadline, (tmp_path / "log").read_text()
    finally:
        server.terminate()
        assert server.wait(STOP_LIMIT_S) in {0, -15}
