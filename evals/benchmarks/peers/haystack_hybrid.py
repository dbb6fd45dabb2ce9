"""Haystack's hybrid retrieval with its defaults: BM25 and embeddings over the same chunks, joined by reciprocal rank.

https://haystack.deepset.ai/tutorials/33_hybrid_retrieval, without its reranker, for which no model is installed here.
Its in-memory BM25 takes Chinese character by character.
"""

import os
from collections.abc import Mapping, Sequence

from evals.benchmarks.peer import Asked, Corpus, Ranking

NAME = "Haystack hybrid"
PACKAGES = ("haystack",)


def rankings(corpus: Corpus) -> Mapping[str, Ranking]:
    """Its defaults, but for the number of hits."""
    return {"reciprocal rank fusion": _ranking(corpus)}


def _ranking(corpus: Corpus) -> Ranking:
    os.environ.setdefault("HAYSTACK_TELEMETRY_ENABLED", "False")  # it would call home
    from haystack import Document
    from haystack.components.joiners import DocumentJoiner
    from haystack.components.retrievers.in_memory import InMemoryBM25Retriever, InMemoryEmbeddingRetriever
    from haystack.document_stores.in_memory import InMemoryDocumentStore

    store = InMemoryDocumentStore(return_embedding=False)
    store.write_documents(
        [
            Document(id=str(at), content=chunk.text, embedding=vector.tolist(), meta={"name": chunk.document})
            for at, (chunk, vector) in enumerate(zip(corpus.chunks, corpus.vectors, strict=True))
        ]
    )
    words, vectors = InMemoryBM25Retriever(store), InMemoryEmbeddingRetriever(store)
    joiner = DocumentJoiner(join_mode="reciprocal_rank_fusion")

    def one(question: Asked, k: int) -> list[str]:
        by_words = words.run(query=question.text, top_k=k)["documents"]
        by_vectors = vectors.run(query_embedding=question.vector.tolist(), top_k=k)["documents"]
        joined = joiner.run(documents=[by_words, by_vectors], top_k=k)["documents"]
        return [document.meta["name"] for document in joined]

    def ranking(questions: Sequence[Asked], k: int) -> list[list[str]]:
        return [one(question, k) for question in questions]

    return ranking
