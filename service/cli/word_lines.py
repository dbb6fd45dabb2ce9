"""What `turnwise knowledge words` does: names of products and words that mean the same, a line each."""

from collections.abc import Sequence

from pydantic import ValidationError

from evals.problems import plain
from knowledge.lexicon import read_files
from knowledge.own_words import OwnWords
from knowledge.settings import KnowledgeSettings
from service.cli.curating import actor
from service.cli.failing import fail
from service.cli.opening import opened_database
from service.cli.output import emit, screen, tell
from service.errors import NotAllowedNow
from service.storage.database import Database
from service.storage.knowledge.words import saved_words
from service.storage.policies import PolicyKind, policy_history, save_policy
from service.storage.types import now


async def show(*, as_json: bool) -> None:
    """The lines in force, and how many come from files beside them."""
    async with opened_database() as database:
        _, words = await saved_words(database)
    for kind, lines in (("name", words.names), ("synonyms", words.synonyms)):
        for line in lines:
            if as_json:
                emit({"kind": kind, "line": line})
            else:
                screen().print(f"{kind:<9} {line}")
    names, synonyms = read_files(KnowledgeSettings())
    tell(f"From files, beside these: {_counted(len(names), len(synonyms))}.")


async def add(names: Sequence[str], synonyms: Sequence[str]) -> None:
    """Put lines in force beside those that are."""
    async with opened_database() as database:
        number, words = await saved_words(database)
        changed = _valid((*words.names, *names), (*words.synonyms, *synonyms))
        await _save(database, number, words, changed)


async def remove(lines: Sequence[str]) -> None:
    """Take lines out of force."""
    async with opened_database() as database:
        number, words = await saved_words(database)
        if missing := [line for line in lines if line not in (*words.names, *words.synonyms)]:
            fail(f"there is no line {missing[0]!r}; turnwise knowledge words list shows them")
        kept = [[line for line in held if line not in lines] for held in (words.names, words.synonyms)]
        await _save(database, number, words, _valid(*kept))


async def list_history(*, as_json: bool) -> None:
    """What was saved when, and by whom, the latest first."""
    async with opened_database() as database, database.read() as connection:
        former = await policy_history(connection, PolicyKind.WORDS)
    for one in former:
        words = OwnWords.model_validate(one.document)
        if as_json:
            emit({"number": one.number, "at": one.at, "by": one.by, **words.model_dump()})
        else:
            held = _counted(len(words.names), len(words.synonyms))
            screen().print(f"{one.number:>4}  {one.at.astimezone():%Y-%m-%d %H:%M}  {one.by}: {held}")


def _valid(names: Sequence[str], synonyms: Sequence[str]) -> OwnWords:
    """Without lines that are said twice. Ends the command where one cannot be understood."""
    try:
        return OwnWords(names=tuple(dict.fromkeys(names)), synonyms=tuple(dict.fromkeys(synonyms)))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        fail(f"{first['input']!r}: {plain(first['msg'])}")


async def _save(database: Database, number: int, former: OwnWords, words: OwnWords) -> None:
    """Nothing where nothing has changed."""
    if words == former:
        tell("That is in force already.")
        return
    try:
        async with database.write() as connection:
            await save_policy(connection, database, PolicyKind.WORDS, words, number, actor(), now())
    except NotAllowedNow as error:
        fail(str(error))
    tell(f"In force: {_counted(len(words.names), len(words.synonyms))}. Servers take them over.")


def _counted(names: int, groups: int) -> str:
    return f"{names} name{'' if names == 1 else 's'}, {groups} group{'' if groups == 1 else 's'} of synonyms"
