from pathlib import Path

import numpy as np
import pytest

from knowledge.embed import KNOWN_SHARE
from knowledge.encoder import EncoderError
from knowledge.encoders.minilm import MiniLM, installed, prepare, verify

TEXTS = ["How do I return my order?", "Yes.", "The parcel " * 150, "Where is the shop?", "退货 and returns"]


def test_the_export_agrees_with_the_original_model(encoder: MiniLM) -> None:
    from sentence_transformers import SentenceTransformer

    original = SentenceTransformer(str(installed()), device="cpu").encode(TEXTS[:4], normalize_embeddings=True)
    difference = np.abs(encoder.encode(TEXTS[:4]) - original).max(axis=1)
    assert difference[[0, 1, 3]].max() < 1e-5


def test_a_vector_does_not_depend_on_the_company_that_it_is_computed_in(encoder: MiniLM) -> None:
    together = encoder.encode(TEXTS)
    alone = np.concatenate([encoder.encode([text]) for text in TEXTS])
    assert together.shape == (len(TEXTS), encoder.dimensions)
    assert np.abs(together - alone).max() < 1e-5
    assert np.allclose(np.linalg.norm(together, axis=1), 1)


def test_a_question_by_short_weights_is_near_its_vector_as_a_document_and_does_not_depend_on_company(
    encoder: MiniLM,
) -> None:
    questions = encoder.encode_questions(TEXTS)
    assert np.allclose(np.linalg.norm(questions, axis=1), 1, atol=1e-5)
    assert np.min(np.sum(questions[:4] * encoder.encode(TEXTS[:4]), axis=1)) > 0.96
    assert np.array_equal(questions[0], encoder.encode_questions(TEXTS[:1])[0])


def test_it_knows_english_and_says_that_it_does_not_know_chinese(encoder: MiniLM) -> None:
    assert encoder.known_share("Where is my order?") == 1
    assert encoder.known_share("我的订单在哪里？") < KNOWN_SHARE
    assert encoder.known_share("") == 0


def test_a_second_preparation_finds_the_first(models: Path) -> None:
    before = (prepare(models) / "model.onnx").stat().st_mtime_ns
    assert (prepare(models) / "model.onnx").stat().st_mtime_ns == before


def test_weights_that_are_not_the_original_are_refused(tmp_path: Path) -> None:
    fake = tmp_path / "model.safetensors"
    fake.write_bytes(b"something else")
    with pytest.raises(EncoderError, match="not the original"):
        verify(fake)
    with pytest.raises(EncoderError, match="cannot be read"):
        verify(tmp_path / "missing")
