"""Logs go to stderr: stdout belongs to what a command was asked for. No contact detail reaches them."""

import logging
import sys

from graphs.masking import mask

# Libraries that tell each request or each step at a level that is meant for their own developers.
_CHATTY = ("httpx", "httpcore", "openai", "asyncio", "aiosqlite", "alembic", "urllib3")
_OWN = ("service", "knowledge", "graphs", "evals")


class MaskingFormatter(logging.Formatter):
    """Contact details in a line or in its traceback become `[phone]`, `[email]`, ..."""

    def format(self, record: logging.LogRecord) -> str:
        """The whole text, as another handler may have kept the traceback with the record already."""
        return mask(super().format(record))


def log_to_stderr(*, debug: bool = False) -> None:
    """Warnings and errors; everything of our own with `debug`."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(MaskingFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(handlers=[handler], level=logging.DEBUG if debug else logging.WARNING, force=True)
    for name in _CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)
    for name in _OWN:
        logging.getLogger(name).setLevel(logging.NOTSET)


def tell_progress() -> None:
    """For processes that run on: what they take up and give back is worth a line."""
    for name in _OWN:
        logger = logging.getLogger(name)
        logger.setLevel(min(logging.INFO, logging.getLogger().level))
