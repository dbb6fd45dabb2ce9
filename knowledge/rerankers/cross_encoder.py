"""Any sentence-transformers cross-encoder by name or path, for example BAAI/bge-reranker-v2-m3."""

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from knowledge.reranker import RerankerError

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder as Model


class CrossEncoder:
    """Runs in a thread of its own, one question at a time; one that was given up before its turn is not run at all."""

    def __init__(self, model: "Model") -> None:
        self._model = model
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="rerank")

    @classmethod
    async def load(cls, name: str) -> "CrossEncoder":
        """Load the model (imports torch: seconds); raises `RerankerError`."""
        return cls(await asyncio.to_thread(_load, name))

    async def rerank(self, query: str, texts: Sequence[str]) -> list[float]:
        """A probability for each text."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, self._predict, query, list(texts))

    async def close(self) -> None:
        """Let the thread go."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _predict(self, query: str, texts: list[str]) -> list[float]:
        from torch.nn import Sigmoid

        try:
            # Some models are shipped with raw scores as their output: the sigmoid is asked for, not hoped for.
            scores = self._model.predict(
                [(query, text) for text in texts], activation_fn=Sigmoid(), show_progress_bar=False
            )
        except RuntimeError as error:
            raise RerankerError(f"The cross-encoder failed ({error}); use another model or a smaller one.") from error
        return [float(score) for score in scores]


def _load(name: str) -> "Model":
    from sentence_transformers import CrossEncoder as Model

    try:
        model: Model = Model(name, device="cpu")
    except (OSError, ValueError) as error:
        raise RerankerError(
            f"The reranker {name!r} could not be loaded: give TURNWISE_RERANKER a cross-encoder's name that this"
            " machine can download or a folder that holds one."
        ) from error
    if model.num_labels != 1:
        raise RerankerError(
            f"The reranker {name!r} gives {model.num_labels} numbers a pair: TURNWISE_RERANKER needs one with one."
        )
    return model
