import asyncio
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from knowledge.embed import Embedder
from knowledge.index import Index, Legs, open_index
from knowledge.index.edge import EdgeIndex
from knowledge.index.points import Form, form_of
from knowledge.ingest import Ingester
from knowledge.lexicon import built_in
from knowledge.memory import MemoryStore
from knowledge.settings import KnowledgeSettings
from knowledge.words import query_vector
from tests.knowledge.conftest import House

_ROOT = Path(__file__).parents[3]
_LEASE_AND_WAIT = """
import sys
from pathlib import Path
from knowledge.index.replica import Replica
replica = Replica.lease(Path(sys.argv[1]), "f")
print(replica.folder.name, flush=True)
sys.stdin.readline()
"""


async def _names(index: Index, query: str) -> set[str]:
    found = await index.search(Legs(None, query_vector(query)), 5)
    return {chunk.document for chunk in (await index.chunks([one.id for one in found])).values()}


async def _filled(store: MemoryStore, embedder: Embedder, settings: KnowledgeSettings) -> None:
    ingester = Ingester(store, embedder, settings)
    await ingester.ingest("a.md", b"The green lamp shines.")
    await ingester.ingest("b.md", b"The red chair stands.")
    await ingester.close()


def test_every_process_has_a_replica_of_its_own_and_a_dead_ones_is_taken_over(tmp_path: Path) -> None:
    def start() -> subprocess.Popen[str]:
        command = [sys.executable, "-c", _LEASE_AND_WAIT, str(tmp_path)]
        return subprocess.Popen(command, cwd=_ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    first, second = start(), start()
    assert first.stdout is not None
    assert second.stdout is not None
    assert {first.stdout.readline().strip(), second.stdout.readline().strip()} == {"replica-0", "replica-1"}
    first.kill()
    first.wait()
    third = start()
    assert third.stdout is not None
    assert third.stdout.readline().strip() in {"replica-0", "replica-1"}
    for process in (second, third):
        process.communicate("\n")


async def test_two_replicas_follow_one_store(embedder: Embedder, settings: KnowledgeSettings) -> None:
    store = MemoryStore()
    one, two = await open_index(settings, embedder), await open_index(settings, embedder)
    await _filled(store, embedder, settings)
    for index in (one, two):
        assert await index.catch_up(store) == 2
        assert await _names(index, "lamp") == {"a.md"}
    document = await store.find("a.md")
    assert document is not None
    await store.remove(document.id)
    assert await _names(one, "lamp") == {"a.md"}  # not before it looks
    await one.catch_up(store)
    await two.catch_up(store)
    assert await _names(one, "lamp") == await _names(two, "lamp") == set()
    await one.close()
    await two.close()


async def test_a_restart_goes_on_where_the_replica_stood(
    embedder: Embedder, settings: KnowledgeSettings, caplog: pytest.LogCaptureFixture
) -> None:
    store = MemoryStore()
    await _filled(store, embedder, settings)
    first = await open_index(settings, embedder)
    await first.catch_up(store)
    await first.close()
    state = json.loads((settings.data / "index" / "replica-0" / "state.json").read_text())
    assert state["sequence"] == 2
    second = await open_index(settings, embedder)
    assert await _names(second, "lamp") == {"a.md"}
    await second.catch_up(store)
    assert await _names(second, "chair") == {"b.md"}
    assert not caplog.records
    await second.close()


async def test_a_corrupt_replica_is_thrown_away_and_rebuilt(embedder: Embedder, settings: KnowledgeSettings) -> None:
    store = MemoryStore()
    await _filled(store, embedder, settings)
    first = await open_index(settings, embedder)
    await first.catch_up(store)
    await first.close()
    shard = settings.data / "index" / "replica-0" / "shard"
    for file in [path for path in shard.rglob("*") if path.is_file()]:
        file.write_bytes(b"garbage" * 10)
    second = await open_index(settings, embedder)
    await second.catch_up(store)
    assert await _names(second, "lamp") == {"a.md"}
    await second.close()


@pytest.mark.parametrize("lost", ["segments", "wal"])
async def test_a_replica_with_a_part_missing_is_rebuilt(
    embedder: Embedder, settings: KnowledgeSettings, lost: str
) -> None:
    store = MemoryStore()
    await _filled(store, embedder, settings)
    first = await open_index(settings, embedder)
    await first.catch_up(store)
    await first.close()
    shutil.rmtree(settings.data / "index" / "replica-0" / "shard" / lost, ignore_errors=True)
    second = await open_index(settings, embedder)
    await second.catch_up(store)
    assert await _names(second, "lamp") == {"a.md"}
    await second.close()


async def test_a_replica_that_breaks_at_work_is_rebuilt_before_the_next_question(
    embedder: Embedder, settings: KnowledgeSettings
) -> None:
    store = MemoryStore()
    await _filled(store, embedder, settings)
    index = await EdgeIndex.open(settings.data / "index", form_of(embedder))
    await index.catch_up(store)
    index._engine.close()
    with pytest.raises(Exception, match="engine failed"):
        await _names(index, "lamp")
    await index.catch_up(store)
    assert await _names(index, "lamp") == {"a.md"}
    await index.close()


async def test_a_replica_of_another_database_is_not_believed(embedder: Embedder, settings: KnowledgeSettings) -> None:
    old, new = MemoryStore(), MemoryStore()
    await _filled(old, embedder, settings)
    await _filled(new, embedder, settings)
    ingester = Ingester(new, embedder, settings)
    await ingester.ingest("c.md", b"The blue lamp glows.")
    await ingester.close()
    first = await open_index(settings, embedder)
    await first.catch_up(old)
    await first.close()
    second = await open_index(settings, embedder)
    assert await second.catch_up(new) == 3
    found = await second.search(Legs(None, query_vector("lamp")), 5)
    chunks = (await second.chunks([one.id for one in found])).values()
    known = {document.id for document in await new.documents()}
    assert {chunk.document for chunk in chunks} == {"a.md", "c.md"}
    assert {chunk.document_id for chunk in chunks} <= known
    await second.close()


async def test_another_embedding_model_starts_the_replica_anew(tmp_path: Path) -> None:
    first = await EdgeIndex.open(tmp_path, Form("one", (4,), built_in()))
    first._replica.record(7)
    await first.close()
    again = await EdgeIndex.open(tmp_path, Form("one", (4,), built_in()))
    assert again._replica.fingerprint == first._replica.fingerprint
    await again.close()
    other = await EdgeIndex.open(tmp_path, Form("two", (4,), built_in()))
    assert other._replica.sequence == 0
    await other.close()


async def test_many_questions_and_changes_at_once_agree_in_the_end(house: House) -> None:
    async def write(number: int) -> None:
        await house.write(f"{number}.md", f"Document about topic{number} and others.")
        assert (await house.found(f"topic{number}"))[0] == f"{number}.md"

    await asyncio.gather(*(write(number) for number in range(30)))
    assert len(await house.store.documents()) == 30


async def test_a_chunk_that_was_taken_away_since_it_was_found_is_not_given(
    embedder: Embedder, settings: KnowledgeSettings
) -> None:
    store, index = MemoryStore(), await open_index(settings, embedder)
    await _filled(store, embedder, settings)
    await index.catch_up(store)
    ids = [one.id for one in await index.search(Legs(None, query_vector("lamp chair")), 5)]
    assert [chunk.document for chunk in (await index.chunks([ids[0]])).values()] in (["a.md"], ["b.md"])
    for document in await store.documents():
        await store.remove(document.id)
    await index.catch_up(store)
    assert await index.chunks(ids) == {}
    await index.close()
