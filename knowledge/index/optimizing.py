"""Builds the graph of vectors over a copy of a shard: `python -m knowledge.index.optimizing SHARD`.

A process of its own, because the engine holds Python's lock for as long as it builds: half a minute at 100,000 chunks,
in which the process that serves would answer nobody.
"""

import asyncio
import os
import sys
from pathlib import Path

_ROOT = str(Path(__file__).resolve().parent.parent.parent)
_NICENESS = 10


class NotOptimized(Exception):
    """The other process failed; the message is the last thing it said."""


async def optimize_apart(shard: Path) -> None:
    """Run it to its end; ends it when cancelled. Raises NotOptimized."""
    path = os.pathsep.join(part for part in (_ROOT, os.environ.get("PYTHONPATH", "")) if part)
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "knowledge.index.optimizing",
        str(shard),
        stderr=asyncio.subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": path},
    )
    try:
        _, said = await process.communicate()
    except asyncio.CancelledError:
        if process.returncode is None:
            process.kill()
            await process.wait()
        raise
    if process.returncode != 0:
        lines = said.decode(errors="replace").strip().splitlines()
        raise NotOptimized(lines[-1] if lines else f"it ended with {process.returncode}")


def main() -> None:
    """Load, optimise, put on disk."""
    import qdrant_edge

    os.nice(_NICENESS)
    shard = qdrant_edge.EdgeShard.load(sys.argv[1])
    shard.optimize()
    shard.flush()
    shard.close()


if __name__ == "__main__":
    main()
