import numpy as np

from knowledge.document import Vectors
from service.storage.vector_bytes import parts_bytes, read_vectors, whole_bytes


def _unit(rows: int, seed: int) -> np.ndarray:  # type: ignore[type-arg]
    made = np.random.default_rng(seed).standard_normal((rows, 384)).astype(np.float32)
    return made / np.linalg.norm(made, axis=1, keepdims=True)


def test_the_whole_is_kept_in_full_and_its_parts_nearly() -> None:
    vectors = Vectors(_unit(1, 0)[0], _unit(5, 1), space=1)

    read = read_vectors(whole_bytes(vectors), parts_bytes(vectors), 1)

    assert read is not None
    assert np.array_equal(read.whole, vectors.whole)
    asked = _unit(50, 2)
    assert np.abs(asked @ read.parts.T - asked @ vectors.parts.T).max() < 0.002
    assert (read.space, len(parts_bytes(vectors) or b"")) == (1, 5 * (384 + 4))


def test_a_chunk_without_parts_or_without_a_vector_is_read_as_such() -> None:
    alone = Vectors(_unit(1, 0)[0], np.empty((0, 384), dtype=np.float32))
    assert parts_bytes(alone) is None
    read = read_vectors(whole_bytes(alone), None, 0)
    assert read is not None
    assert read.parts.shape == (0, 384)
    assert read_vectors(None, None, 0) is None
