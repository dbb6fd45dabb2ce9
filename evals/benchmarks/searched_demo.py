"""The demo shop's documents as they are searched, whole or with some of them taken away, by the product's own path."""

from collections.abc import AsyncIterator, Collection
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from evals.benchmarks.knowledge_base import KnowledgeBase, knowledge_base
from evals.diagnosis.record import Held, Search
from graphs.agent.passages import to_passages
from graphs.turn import Passage
from knowledge.document import Hit, Retrieval
from knowledge.embed import Embedder
from knowledge.reader import is_supported
from knowledge.retrieve import Retriever
from knowledge.settings import KnowledgeSettings

WIDE = 50
"""As many passages as `turnwise why` looks through."""


class SearchedDemo:
    """Knowledge bases by the documents that they hold; a passage has the same id in each."""

    def __init__(
        self, folder: Path, embedder: Embedder, settings: KnowledgeSettings, open_bases: AsyncExitStack
    ) -> None:
        self._folder = folder
        self._embedder = embedder
        self._settings = settings
        self._open = open_bases
        self._known: dict[frozenset[str], KnowledgeBase] = {}

    async def passages(self) -> tuple[Passage, ...]:
        """Every passage of all documents, by document and in reading order."""
        chunks = await (await self._base(self._files().keys())).chunks()
        return to_passages(Retrieval(tuple(Hit(chunk, 0.0) for chunk in chunks), 0.0, 0))

    async def search(self, published: Collection[Passage]) -> Search:
        """A search over the documents that have one of these passages."""
        base = await self._base({passage.document for passage in published})
        return _search(base.retriever)

    async def _base(self, names: Collection[str]) -> KnowledgeBase:
        wanted = frozenset(names)
        if wanted not in self._known:
            data = Path(self._open.enter_context(TemporaryDirectory(prefix="turnwise-")))
            documents = [(name, content) for name, content in self._files().items() if name in wanted]
            settings = self._settings.model_copy(update={"data": data})
            self._known[wanted] = await self._open.enter_async_context(
                knowledge_base(documents, self._embedder, settings)
            )
        return self._known[wanted]

    def _files(self) -> dict[str, bytes]:
        paths = sorted(path for path in self._folder.rglob("*") if path.is_file() and is_supported(path.name))
        return {path.relative_to(self._folder).as_posix(): path.read_bytes() for path in paths}


@asynccontextmanager
async def searched_demo(folder: Path, embedder: Embedder, settings: KnowledgeSettings) -> AsyncIterator[SearchedDemo]:
    """Open until the end, when all bases are closed."""
    async with AsyncExitStack() as open_bases:
        yield SearchedDemo(folder, embedder, settings, open_bases)


def _search(retriever: Retriever) -> Search:
    async def search(question: str) -> Held:
        found = await retriever.search(question, WIDE)
        return Held(to_passages(found), found.confidence)

    return search
