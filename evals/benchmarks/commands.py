"""The command line as benchmarks use it: processes of their own over a scratch data folder."""

import asyncio
import json
import os
import sys
from collections.abc import Collection
from pathlib import Path
from typing import Any


async def turnwise(scratch: Path, *arguments: str, expected: Collection[int] = (0,)) -> list[dict[str, Any]]:
    """Run a command over `data` in this folder; return its JSON lines.

    Raises RuntimeError with what it said when it ends with another exit code than expected.
    """
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "service",
        *arguments,
        env={**os.environ, "TURNWISE_DATA": str(scratch / "data")},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    said, errors = await process.communicate()
    if process.returncode not in expected:
        raise RuntimeError(f"turnwise {arguments[0]} ended with {process.returncode}: {errors.decode()[-1000:]}")
    return [json.loads(line) for line in said.splitlines()]


def ask_line(line_id: str, text: str) -> str:
    """A question as a line of `turnwise ask --input`."""
    return json.dumps({"id": line_id, "messages": [{"role": "user", "content": text}]}, ensure_ascii=False)


def search_line(line_id: str, text: str) -> str:
    """A question as a line of `turnwise search --input`."""
    return json.dumps({"id": line_id, "query": text}, ensure_ascii=False)


def is_cited_first(reply: dict[str, Any], right: Collection[str]) -> bool:
    """Whether the document that an answer cites first is a right one; names are those of files."""
    cited = [Path(citation["document"]).name for citation in reply["citations"]]
    return bool(cited) and cited[0] in right
