"""BM25 alone: bm25s with its default parameters over the usual tokens of the language."""

import logging
from collections.abc import Mapping, Sequence

from evals.benchmarks.peer import Asked, Corpus, Ranking
from evals.benchmarks.tokens import Tokenizer, tokenizers

NAME = "BM25 alone"
PACKAGES = ("bm25s", "jieba")


def rankings(corpus: Corpus) -> Mapping[str, Ranking]:
    """One for each way to cut texts."""
    return {name: _ranking(corpus, tokens) for name, tokens in tokenizers(corpus.language).items()}


def _ranking(corpus: Corpus, tokens: Tokenizer) -> Ranking:
    import bm25s

    logging.getLogger("bm25s").setLevel(logging.WARNING)  # it tells every step on stderr
    index = bm25s.BM25()
    index.index([tokens(chunk.text) for chunk in corpus.chunks], show_progress=False)
    names = [chunk.document for chunk in corpus.chunks]

    def ranking(questions: Sequence[Asked], k: int) -> list[list[str]]:
        cut = [tokens(question.text) for question in questions]
        found, _ = index.retrieve(cut, k=min(k, len(names)), show_progress=False)
        return [[names[at] for at in row] for row in found]

    return ranking
