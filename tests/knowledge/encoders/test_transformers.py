import numpy as np
import pytest

from knowledge.encoder import EncoderError
from knowledge.encoders.minilm import installed
from knowledge.encoders.transformers import Transformers


def test_a_model_folder_gives_unit_vectors_and_says_what_it_knows() -> None:
    model = Transformers(str(installed()))
    vectors = model.encode(["Where is my order?", "yes"])
    assert vectors.dtype == np.float32
    assert vectors.shape == (2, model.dimensions)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert model.known_share("Where is my order?") == 1
    assert model.known_share("我的订单在哪里") < 0.5


def test_a_model_that_is_not_there_is_an_error_with_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(EncoderError, match="TURNWISE_EMBEDDINGS"):
        Transformers("/nowhere/at/all")
