"""Another embedding model, reader or chunker: what is stored is done anew, and searches never see half of it."""

from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

import knowledge.embed
from knowledge import ingest
from knowledge.encoder import Encoder, EncoderError
from knowledge.fuse import Weights
from knowledge.settings import KnowledgeSettings
from knowledge.vectors import maker_of
from service.knowledge.knowledge import Knowledge
from service.knowledge.upkeep import Upkeep
from service.storage.database import Database

CLUB = b"# Club\n\nMembership costs 18 euros a year."
Opening = Callable[[str], AbstractAsyncContextManager[Knowledge]]


class Letters:
    """An encoder of so many dimensions that counts letters."""

    weights = Weights(words=0.02, parts=0.4)

    def __init__(self, dimensions: int) -> None:
        self.dimensions = dimensions
        self.model_id = f"letters-{dimensions}"
        self.embedded = 0

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.embedded += len(texts)
        return self.encode_questions(texts)

    def encode_questions(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = np.ones((len(texts), self.dimensions), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for letter in text.lower():
                row[ord(letter) % self.dimensions] += 1
        return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)

    def known_share(self, text: str) -> float:
        return 1.0

    def close(self) -> None:
        return None


@pytest.fixture
def opening(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Opening:
    """Opens the knowledge base as if TURNWISE_EMBEDDINGS named letter counts of so many dimensions."""

    def load(settings: KnowledgeSettings) -> list[Encoder]:
        if not settings.embeddings.isdigit():
            raise EncoderError("there is no such model any more")
        return [Letters(int(settings.embeddings))]

    monkeypatch.setattr(knowledge.embed, "load", load)

    def at(embeddings: str) -> AbstractAsyncContextManager[Knowledge]:
        return Knowledge.open(KnowledgeSettings(data=tmp_path, embeddings=embeddings, _env_file=None), database)

    return at


async def found(base: Knowledge) -> list[str]:
    return [hit.chunk.document for hit in (await base.retriever.search("What does membership cost?")).hits]


async def dimensions(base: Knowledge) -> set[int]:
    document = (await base.store.documents())[0]
    chunks = await base.store.chunks(document.id, maker_of(base.embedder))
    return {0 if one.vector is None else len(one.vector) for one in chunks}


async def test_a_changed_model_embeds_everything_anew_while_the_former_one_goes_on_serving(opening: Opening) -> None:
    async with opening("16") as base:
        document = (await base.ingester.ingest("club.md", CLUB)).document

    async with opening("24") as base:
        assert (base.embedder.dimensions, await found(base)) == (16, ["club.md"])
        assert await dimensions(base) == {16}

        assert await Upkeep(base).embed_anew()

        assert (base.embedder.dimensions, await found(base)) == (24, ["club.md"])
        assert await dimensions(base) == {24}
        await base.ingester.ingest("new.md", b"# New\n\nA new page about the club.")
        assert set(await found(base)) == {"club.md", "new.md"}
        assert (await base.store.find("club.md")) == document, "nothing but the vectors has changed"

    async with opening("24") as base:
        assert base.upcoming is None
        assert not await Upkeep(base).embed_anew()


async def test_another_process_with_the_same_settings_switches_too(opening: Opening) -> None:
    async with opening("16") as base:
        await base.ingester.ingest("club.md", CLUB)

    async with opening("24") as one, opening("24") as other:
        await Upkeep(one).embed_anew()
        assert other.embedder.dimensions == 16

        assert await Upkeep(other).embed_anew()

        assert (other.embedder.dimensions, await found(other)) == (24, ["club.md"])


async def test_what_was_embedded_before_a_break_is_not_embedded_again(
    opening: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("service.knowledge.upkeep._EMBEDDED_TOGETHER", 2)
    async with opening("16") as base:
        text = "\n\n".join(f"# Chapter {number}\n\nWhat chapter {number} says of membership." for number in range(5))
        assert (await base.ingester.ingest("book.md", text.encode())).document.chunk_count == 5

    async with opening("24") as base:
        assert base.upcoming is not None
        upkeep, told = Upkeep(base), list[tuple[int, int]]()

        def breaks(done: int, total: int) -> None:
            told.append((done, total))
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            await upkeep.embed_anew(breaks)
        assert told == [(2, 5)]
        assert await base.embeddings.count_missing(maker_of(base.upcoming)) == 3
        assert await dimensions(base) == {16}

        told.clear()
        assert await upkeep.embed_anew(lambda done, total: told.append((done, total)))
        assert told == [(2, 3), (3, 3)]


async def test_where_the_former_model_is_gone_words_find_until_the_new_one_is_done(opening: Opening) -> None:
    async with opening("16") as base:
        await base.ingester.ingest("club.md", CLUB)
        await base.embeddings.switch(maker_of(base.embedder), {"embeddings": "gone"})

    async with opening("24") as base:
        assert (base.embedder.dimensions, base.upcoming) == (24, None)
        assert await found(base) == ["club.md"]
        assert await dimensions(base) == {0}

        await Upkeep(base).round()

        assert await dimensions(base) == {24}


async def test_a_changed_chunker_cuts_anew_what_it_would_cut_otherwise_and_nothing_else(
    opening: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    two = b"# Club\n\nMembership costs 18 euros.\n\n# Rooms\n\nRooms cost 40 euros a night."
    async with opening("16") as base:
        _, other = [(await base.ingester.ingest(name, two)).document for name in ("same.md", "other.md")]
        before = await base.store.chunk_ids(other.id, 1)

        assert await Upkeep(base).read_anew() == 0

        monkeypatch.setattr(ingest, "CHUNKER", "next")
        assert await Upkeep(base).read_anew() == 2
        kept = await base.store.find("same.md")
        assert kept is not None
        assert kept.version == 1, "the same passages make no new version"

        monkeypatch.setattr(ingest, "CHUNKER", "the one after")
        cut = ingest.chunk
        monkeypatch.setattr(ingest, "chunk", lambda parsed, limit: cut(parsed, limit)[:-1])
        assert await Upkeep(base).read_anew() == 2
        assert await Upkeep(base).read_anew() == 0
        assert [one.version for one in await base.lifecycle.versions(other.id)] == [2, 1]
        assert await base.store.chunk_ids(other.id, 2) == before[:-1]
        assert (await base.lifecycle.versions(other.id))[0].created_by == "turnwise"
