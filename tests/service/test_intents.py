"""A list that another process saved is learnt beside the one in use."""

import asyncio
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from graphs.intent_document import IntentList, valid_intents
from graphs.recogniser import recogniser_of
from knowledge.meaning import Meaning
from service.intents import CurrentIntents
from tests.graphs.test_intent_heads import Senses
from tests.graphs.test_recogniser import listed


class SlowSenses(Senses):
    """Senses nothing before the gate is open."""

    def __init__(self) -> None:
        super().__init__()
        self.gate = asyncio.Event()
        self.broken = False

    async def __call__(self, text: str) -> Meaning:
        await self.gate.wait()
        if self.broken:
            raise RuntimeError("the model is away")
        return await super().__call__(text)


def document(*also: str) -> IntentList:
    return valid_intents(listed(also=[{"name": name, "phrases": [name]} for name in also]))


@pytest.fixture
def senses() -> SlowSenses:
    return SlowSenses()


@pytest.fixture
async def current(senses: SlowSenses, tmp_path: Path) -> CurrentIntents:
    senses.gate.set()
    started = CurrentIntents(recogniser_of(document(), senses, tmp_path))
    await started.start(document())
    senses.gate.clear()
    return started


def in_use(current: CurrentIntents) -> tuple[str, ...]:
    return current.in_use.intents.names


async def learnt(current: CurrentIntents) -> None:
    async with asyncio.timeout(10):
        await current.learnt()


async def test_turns_go_on_with_the_list_in_use_until_the_next_one_is_learnt(
    current: CurrentIntents, senses: SlowSenses
) -> None:
    longer = document("terrace")
    current.take(longer)
    current.take(longer)
    assert "terrace" not in in_use(current)
    senses.gate.set()
    await learnt(current)
    assert "terrace" in in_use(current)
    current.take(document())
    await learnt(current)
    assert "terrace" not in in_use(current)


async def test_the_last_of_two_lists_saved_at_once_stays(current: CurrentIntents, senses: SlowSenses) -> None:
    current.take(document("terrace"))
    current.take(document("garden"))
    senses.gate.set()
    await learnt(current)
    assert in_use(current)[-2:] == ("garden", "other")


async def test_a_list_that_was_learnt_before_it_was_saved_is_used_at_once(
    current: CurrentIntents, senses: SlowSenses
) -> None:
    senses.gate.set()
    await current.of(document("terrace")).heads.ready()
    senses.gate.clear()
    current.take(document("terrace"))
    assert "terrace" in in_use(current)


async def test_a_list_that_cannot_be_learnt_is_known_by_its_phrases(
    current: CurrentIntents, senses: SlowSenses, caplog: Any
) -> None:
    senses.broken = True
    senses.gate.set()
    current.take(document("terrace"))
    await learnt(current)
    assert current.in_use.intents.recognise("the terrace") == "terrace"
    assert await current.in_use.heads.recognise("where", SimpleNamespace(model_id="model")) is None  # type: ignore[arg-type]
    assert "could not be learnt" in caplog.text
