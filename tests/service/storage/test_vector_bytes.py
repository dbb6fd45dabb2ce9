import numpy as np

from knowledge.document import Vectors
from service.storage.knowledge.vector_bytes import parts_bytes, read_all, read_vectors, whole_bytes


def _unit(rows: int, seed: int) -> np.ndarray:  # type: ignore[type-arg]
    made = np.random.default_rng(seed).standard_normal((rows, 384)).astype(np.float32)
    return made / np.linalg.norm(made, axis=1, keepdims=True)


def test_the_whole_is_kept_in_full_and_its_parts_nearly() -> None:
    vectors = Vectors(_unit(1, 0)[0], _unit(5, 1), space=1)

    read = read_vectors(whole_bytes(vectors), parts_bytes(vectors), 1, asked=True)

    assert read is not None
    assert np.array_equal(read.whole, vectors.whole)
    asked = _unit(50, 2)
    assert np.abs(asked @ read.parts.T - asked @ vectors.parts.T).max() < 0.002
    assert read.asked
    assert (read.space, len(parts_bytes(vectors) or b"")) == (1, 5 * (384 + 4))


def test_a_chunk_without_parts_or_without_a_vector_is_read_as_such() -> None:
    alone = Vectors(_unit(1, 0)[0], np.empty((0, 384), dtype=np.float32))
    assert parts_bytes(alone) is None
    read = read_vectors(whole_bytes(alone), None, 0, asked=False)
    assert read is not None
    assert read.parts.shape == (0, 384)
    assert read_vectors(None, None, 0, asked=False) is None


def test_many_rows_read_at_once_are_what_each_is_alone() -> None:
    several, none = Vectors(_unit(1, 3)[0], _unit(4, 4), space=1), (None, None, 0, False)
    alone = Vectors(_unit(1, 5)[0], np.empty((0, 384), dtype=np.float32))
    stored = [(whole_bytes(one), parts_bytes(one), one.space, one is several) for one in (several, alone, several)]

    first, second, missing, third = read_all([stored[0], stored[1], none, stored[2]])

    assert missing is None
    for read, row in ((first, stored[0]), (second, stored[1]), (third, stored[2])):
        expected = read_vectors(*row)
        assert read is not None
        assert expected is not None
        assert np.array_equal(read.whole, expected.whole)
        assert np.array_equal(read.parts, expected.parts)
        assert (read.space, read.asked) == (expected.space, expected.asked) == (row[2], row[3])
    narrow = Vectors(np.ones(2, dtype=np.float32), np.ones((1, 2), dtype=np.float32))
    mixed = read_all([stored[0], (whole_bytes(narrow), parts_bytes(narrow), 0, False)])
    assert [one.parts.shape for one in mixed if one is not None] == [(4, 384), (1, 2)]
    assert read_all([none]) == [None]
