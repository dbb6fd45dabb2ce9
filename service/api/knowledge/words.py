"""Names of products and words that mean the same: read and changed by those who look after the documents."""

import asyncio

from fastapi import APIRouter
from sqlalchemy.ext.asyncio import AsyncConnection

from knowledge.lexicon import read_files
from knowledge.own_words import OwnWords
from service.api.policies.policy_documents import PolicyChange, PolicyHistory, PolicyPage, history_of, put_in_force
from service.deps import CurrentCaller, CurrentResources, Reading, needs
from service.resources import Resources
from service.rest.shown import problems
from service.roles import Right
from service.storage.policies import PolicyKind, newest_policy

router = APIRouter(prefix="/api/knowledge/words", tags=["documents"], dependencies=needs(Right.SEE, Right.CURATE))


class WordsPage(PolicyPage[OwnWords]):
    """The lines in force, each as the files have it. `file_names` and `file_synonyms` count what comes from files.

    `indexing` while other names are being taken into the index: until then the former ones hold.
    """

    file_names: int
    file_synonyms: int
    indexing: bool


@router.get("", responses=problems(401, 403))
async def get_words(connection: Reading, resources: CurrentResources) -> WordsPage:
    """What is in force beside the words that are built in."""
    return await _page(connection, resources)


@router.put("", responses=problems(401, 403, 409, 422))
async def put_words(change: PolicyChange, caller: CurrentCaller, resources: CurrentResources) -> WordsPage:
    """Put lines in force: synonyms from the next question on, names when they are indexed, within seconds mostly."""
    await put_in_force(PolicyKind.WORDS, OwnWords, change, caller.by, resources)
    await resources.knowledge.reword(indexing=False)
    async with resources.database.read() as connection:
        return await _page(connection, resources)


@router.get("/history", responses=problems(401, 403))
async def get_history(connection: Reading) -> PolicyHistory:
    """What was saved when, and by whom."""
    return await history_of(PolicyKind.WORDS, connection)


async def _page(connection: AsyncConnection, resources: Resources) -> WordsPage:
    saved = await newest_policy(connection, PolicyKind.WORDS)
    knowledge = resources.knowledge
    names, synonyms = await asyncio.to_thread(read_files, knowledge.settings)
    number = saved.number if saved else 0
    return WordsPage(
        number=number,
        document=OwnWords.model_validate(saved.document) if saved else OwnWords(),
        at=saved.at if saved else None,
        by=saved.by if saved else None,
        file_names=len(names),
        file_synonyms=len(synonyms),
        indexing=number != knowledge.words_number,
    )
