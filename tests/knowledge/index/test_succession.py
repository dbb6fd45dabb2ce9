"""The graph of vectors is built over a copy, in another process, while the index answers and changes."""

import asyncio
import logging
from pathlib import Path

import pytest

from knowledge.embed import Embedder
from knowledge.index import Legs, succession
from knowledge.index.edge import EdgeIndex
from knowledge.index.optimizing import NotOptimized, optimize_apart
from knowledge.index.points import form_of
from knowledge.ingest import Ingester
from knowledge.memory import MemoryStore
from knowledge.settings import KnowledgeSettings
from knowledge.words import query_vector


class _Gate:
    """Lets a succession begin when the test says so."""

    def __init__(self) -> None:
        self.reached, self.open = asyncio.Event(), asyncio.Event()

    async def __call__(self) -> None:
        self.reached.set()
        await self.open.wait()


async def _names(index: EdgeIndex, query: str) -> set[str]:
    found = await index.search(Legs(None, query_vector(query)), 5)
    return {chunk.document for chunk in (await index.chunks([one.id for one in found])).values()}


async def _ingest(ingester: Ingester, **texts: str) -> None:
    for name, text in texts.items():
        await ingester.ingest(f"{name}.md", text.encode())


async def _open(settings: KnowledgeSettings, embedder: Embedder, gate: _Gate) -> EdgeIndex:
    return await EdgeIndex.open(settings.data / "index", form_of(embedder), gate)


def _shards(settings: KnowledgeSettings) -> set[str]:
    return {path.name for path in (settings.data / "index" / "replica-0").iterdir() if path.is_dir()}


async def test_an_optimised_copy_takes_over_with_what_changed_meanwhile(
    embedder: Embedder, settings: KnowledgeSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(succession, "GRAPH_FROM", 3)
    store, gate = MemoryStore(), _Gate()
    ingester = Ingester(store, embedder, settings)
    index = await _open(settings, embedder, gate)
    await _ingest(ingester, a="The green lamp shines.", b="The red chair stands.", c="The table is made of oak.")
    await index.catch_up(store)
    await gate.reached.wait()
    gate.open.set()
    copied: asyncio.Event = asyncio.Event()
    original = index.take_over

    async def changed_first(of: MemoryStore, at: int) -> bool:
        """The store changes after the copy was made, the index before and the successor only then."""
        await _ingest(ingester, d="灯罩可以水洗。", a="The blue lamp shines.")
        assert await ingester.remove("b.md")
        await index.catch_up(store)
        assert await _names(index, "chair") == set()
        copied.set()
        return await original(of, at)  # type: ignore[arg-type]

    monkeypatch.setattr(index, "take_over", changed_first)
    await index.settled()
    assert copied.is_set()
    assert _shards(settings) == {"shard-2"}
    assert await index.catch_up(store) == await store.sequence()
    assert await _names(index, "oak") == {"c.md"}
    assert await _names(index, "灯罩") == {"d.md"}
    assert await _names(index, "green") == set()
    assert await _names(index, "blue lamp") == {"a.md"}
    assert await _names(index, "chair") == set()
    await index.close()
    again = await _open(settings, embedder, gate)
    assert await again.catch_up(store) == await store.sequence()
    assert await _names(again, "灯罩") == {"d.md"}
    assert _shards(settings) == {"shard-2"}
    await again.close()
    await ingester.close()


async def test_a_graph_that_cannot_be_built_leaves_the_replica_as_it_is(
    embedder: Embedder, settings: KnowledgeSettings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(succession, "GRAPH_FROM", 1)

    async def fails(shard: Path) -> None:
        raise NotOptimized("no space left")

    monkeypatch.setattr(succession, "optimize_apart", fails)
    store, gate = MemoryStore(), _Gate()
    gate.open.set()
    ingester = Ingester(store, embedder, settings)
    index = await _open(settings, embedder, gate)
    await _ingest(ingester, a="The green lamp shines.")
    with caplog.at_level(logging.WARNING):
        await index.catch_up(store)
        await index.settled()
    assert "no space left" in caplog.text
    assert await _names(index, "lamp") == {"a.md"}
    await index.close()
    await ingester.close()


async def test_a_half_made_copy_is_thrown_away_and_closing_gives_it_up(
    embedder: Embedder, settings: KnowledgeSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(succession, "GRAPH_FROM", 1)
    store, gate = MemoryStore(), _Gate()
    ingester = Ingester(store, embedder, settings)
    index = await _open(settings, embedder, gate)
    await _ingest(ingester, a="The green lamp shines.")
    await index.catch_up(store)
    await gate.reached.wait()
    await index.copy()
    assert _shards(settings) == {"shard", "shard-2"}
    await index.close()
    again = await _open(settings, embedder, _Gate())
    assert _shards(settings) == {"shard"}
    await again.catch_up(store)
    assert await _names(again, "lamp") == {"a.md"}
    await again.close()
    await ingester.close()


async def test_a_folder_that_is_no_shard_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotOptimized):
        await optimize_apart(tmp_path / "nothing")


def test_a_graph_is_due_when_much_is_new() -> None:
    assert not succession.is_due(19_999, 19_999)
    assert succession.is_due(20_000, 40_000)
    assert not succession.is_due(20_000, 90_000)
    assert succession.is_due(30_000, 90_000)
