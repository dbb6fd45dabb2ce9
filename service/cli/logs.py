"""Logs go to stderr: stdout belongs to what a command was asked for."""

import logging
import sys

# Libraries that tell each request or each step at a level that is meant for their own developers.
_CHATTY = ("httpx", "httpcore", "openai", "asyncio", "aiosqlite", "alembic", "urllib3")


def log_to_stderr(*, debug: bool = False) -> None:
    """Warnings and errors; everything of our own with `debug`."""
    logging.basicConfig(
        stream=sys.stderr,
        level=logging.DEBUG if debug else logging.WARNING,
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
        force=True,
    )
    for name in _CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)


def tell_progress() -> None:
    """For processes that run on: what they take up and give back is worth a line."""
    for name in ("service", "knowledge", "graphs", "evals"):
        logger = logging.getLogger(name)
        logger.setLevel(min(logging.INFO, logging.getLogger().level))
