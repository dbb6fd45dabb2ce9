"""LangChain as its RAG tutorial builds it: texts split at 1,000 characters with 200 of overlap, the nearest of a store.

https://docs.langchain.com/oss/python/langchain/rag (RecursiveCharacterTextSplitter, InMemoryVectorStore,
similarity_search).
"""

from collections.abc import Mapping, Sequence

from evals.benchmarks.peer import Asked, Corpus, Ranking

NAME = "LangChain RAG"
PACKAGES = ("langchain_text_splitters",)

_CHUNK_SIZE, _CHUNK_OVERLAP = 1000, 200


def rankings(corpus: Corpus) -> Mapping[str, Ranking]:
    """Its own splits of the same documents, the same encoder."""
    return {f"split {_CHUNK_SIZE}/{_CHUNK_OVERLAP}": _ranking(corpus)}


def _ranking(corpus: Corpus) -> Ranking:
    from langchain_core.documents import Document
    from langchain_core.vectorstores import InMemoryVectorStore
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    from evals.benchmarks.langchain_embeddings import SameEmbeddings

    embeddings = SameEmbeddings(corpus)
    splitter = RecursiveCharacterTextSplitter(
        chunk_size=_CHUNK_SIZE, chunk_overlap=_CHUNK_OVERLAP, add_start_index=True
    )
    store = InMemoryVectorStore(embeddings)
    store.add_documents(
        splitter.split_documents(
            [Document(page_content=whole.text, metadata={"name": whole.document}) for whole in corpus.documents]
        )
    )

    def ranking(questions: Sequence[Asked], k: int) -> list[list[str]]:
        embeddings.expect(questions)
        return [
            [found.metadata["name"] for found in store.similarity_search(question.text, k=k)] for question in questions
        ]

    return ranking
