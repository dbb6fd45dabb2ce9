import asyncio
from pathlib import Path

import pytest

from knowledge.reranker import RerankerError
from knowledge.rerankers.cross_encoder import CrossEncoder

WORDS = "[PAD] [UNK] [CLS] [SEP] [MASK] refund delivery days takes how long the a 5 3"


def write_model(folder: Path, labels: int = 1) -> str:
    """A tiny BERT with random weights, as sentence-transformers saves one."""
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    folder.mkdir()
    (folder / "vocab.txt").write_text("\n".join(WORDS.split()))
    config = BertConfig(
        vocab_size=len(WORDS.split()),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        max_position_embeddings=64,
        num_labels=labels,
    )
    BertForSequenceClassification(config).save_pretrained(folder)
    BertTokenizerFast(str(folder / "vocab.txt"), model_max_length=64).save_pretrained(folder)
    return str(folder)


async def test_a_cross_encoder_from_a_folder_gives_a_probability_for_each_text(tmp_path: Path) -> None:
    reranker = await CrossEncoder.load(write_model(tmp_path / "model"))
    texts = ["the refund takes 5 days", "delivery takes 3 days", "the"]
    scores = await reranker.rerank("how long takes the refund", texts)
    backwards = await reranker.rerank("how long takes the refund", texts[::-1])
    await reranker.close()
    assert len(scores) == 3
    assert all(0 < score < 1 for score in scores)
    assert backwards[::-1] == pytest.approx(scores, abs=1e-5)


async def test_questions_at_the_same_time_each_get_their_own_scores(tmp_path: Path) -> None:
    reranker = await CrossEncoder.load(write_model(tmp_path / "model"))
    both = await asyncio.gather(reranker.rerank("refund", ["a", "the"]), reranker.rerank("delivery", ["days"]))
    await reranker.close()
    assert [len(scores) for scores in both] == [2, 1]


async def test_a_model_that_is_not_there_is_an_error_with_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(RerankerError, match="TURNWISE_RERANKER"):
        await CrossEncoder.load("/nowhere/at/all")


async def test_a_classifier_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RerankerError, match="3 numbers"):
        await CrossEncoder.load(write_model(tmp_path / "model", labels=3))
