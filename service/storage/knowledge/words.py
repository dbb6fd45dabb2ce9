"""The names and synonyms that were saved in the console."""

import logging

from pydantic import ValidationError

from knowledge.own_words import OwnWords
from service.storage.database import Database
from service.storage.policies import PolicyKind, newest_policy

log = logging.getLogger(__name__)


async def saved_words(database: Database) -> tuple[int, OwnWords]:
    """Those in force, with the number that they were saved under; none under 0 where nothing was ever saved."""
    async with database.read() as connection:
        saved = await newest_policy(connection, PolicyKind.WORDS)
    if saved is None:
        return 0, OwnWords()
    try:
        return saved.number, OwnWords.model_validate(saved.document)
    except ValidationError:
        log.exception("the saved words cannot be read; searches go without them until others are saved")
        return saved.number, OwnWords()
