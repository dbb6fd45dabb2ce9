"""LangChain's EnsembleRetriever: BM25 and its vector store over the same chunks, fused by rank with equal weights."""

import logging
from collections.abc import Mapping, Sequence
from typing import Any

from evals.benchmarks.peer import Asked, Corpus, Ranking
from evals.benchmarks.tokens import Tokenizer, tokenizers

NAME = "LangChain ensemble"
PACKAGES = ("langchain_classic", "bm25s", "jieba")


def rankings(corpus: Corpus) -> Mapping[str, Ranking]:
    """The tokens that serve BM25 best on most sets; LangChain's store takes too long to try the others."""
    name, tokens = list(tokenizers(corpus.language).items())[-1]
    return {name: _ranking(corpus, tokens)}


def _ranking(corpus: Corpus, tokens: Tokenizer) -> Ranking:
    from langchain_classic.retrievers import EnsembleRetriever
    from langchain_core.documents import Document
    from langchain_core.vectorstores import InMemoryVectorStore

    from evals.benchmarks.langchain_embeddings import SameEmbeddings

    documents = [
        Document(page_content=chunk.text, metadata={"name": chunk.document}, id=str(at))
        for at, chunk in enumerate(corpus.chunks)
    ]
    embeddings = SameEmbeddings(corpus)
    store = InMemoryVectorStore(embeddings)
    store.add_documents(documents)

    def ranking(questions: Sequence[Asked], k: int) -> list[list[str]]:
        embeddings.expect(questions)
        both = EnsembleRetriever(
            retrievers=[_bm25(documents, tokens, k), store.as_retriever(search_kwargs={"k": k})],
            weights=[0.5, 0.5],
        )
        return [[found.metadata["name"] for found in both.invoke(question.text)[:k]] for question in questions]

    return ranking


def _bm25(documents: Sequence[Any], tokens: Tokenizer, k: int) -> Any:
    """bm25s as a retriever: LangChain's own needs a package that nothing else here does."""
    import bm25s
    from langchain_core.callbacks import CallbackManagerForRetrieverRun
    from langchain_core.documents import Document
    from langchain_core.retrievers import BaseRetriever

    logging.getLogger("bm25s").setLevel(logging.WARNING)  # it tells every step on stderr
    index = bm25s.BM25()
    index.index([tokens(document.page_content) for document in documents], show_progress=False)

    class Words(BaseRetriever):
        def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
            found, _ = index.retrieve([tokens(query)], k=min(k, len(documents)), show_progress=False)
            return [documents[at] for at in found[0]]

    return Words()
