import math
from collections.abc import Iterator

import numpy as np
import pytest

from evals.fit_mood import Messages, fit, read_messages
from graphs.mood import heads, upset_of
from graphs.sentiment import sentiment_of, words_log_odds
from knowledge.embed import load
from knowledge.encoder import Encoder
from knowledge.meaning import Meaning
from knowledge.settings import KnowledgeSettings
from tests.models import lend_models

# None of these messages is one that the heads learnt from.
UPSET = """You send me from one desk to the next and my laptop is still in pieces
I paid for overnight shipping and after a week the parcel still sits at the depot
Your colleague laughed at me and put the phone down
你们这是第几次放我鸽子了
呵呵，等你们处理完黄花菜都凉了""".splitlines()

CALM = """Which platform does the train to York leave from?
Could you tell me how the repair works?
I would like to move my appointment to Thursday
The shoes are lovely, do you have them in red as well?
这双鞋有三十九码吗
请问修理大概要多长时间
我想把预约改到星期四
师傅人很好，修得也快""".splitlines()


@pytest.fixture(scope="module")
def encoders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Encoder]]:
    loaded = load(KnowledgeSettings(data=lend_models(tmp_path_factory.mktemp("data"))))
    yield loaded
    for encoder in loaded:
        encoder.close()


def meaning(encoders: list[Encoder], text: str) -> Meaning:
    encoder = encoders[0] if text.isascii() else encoders[-1]
    return Meaning(encoder.model_id, encoder.encode_questions([text])[0])


def test_there_is_a_head_for_each_embedding_model_that_is_shipped(encoders: list[Encoder]) -> None:
    assert {encoder.model_id for encoder in encoders} <= set(heads())


@pytest.mark.parametrize("text", UPSET)
def test_what_a_message_means_shows_dissatisfaction_that_no_word_of_a_list_does(
    encoders: list[Encoder], text: str
) -> None:
    mood = sentiment_of(text, meaning(encoders, text))
    assert mood.upset > 0.35
    assert mood.upset > sentiment_of(text).upset


@pytest.mark.parametrize("text", CALM)
def test_a_calm_message_stays_calm(encoders: list[Encoder], text: str) -> None:
    assert sentiment_of(text, meaning(encoders, text)).upset < 0.3


@pytest.mark.parametrize(
    "text", ["打错了，是 TW-50000", "要是质量有问题呢？", "灯有点闪，挺烦的，怎么办？", "And if it's faulty?"]
)
def test_a_correction_or_a_mild_complaint_brings_no_person(encoders: list[Encoder], text: str) -> None:
    assert sentiment_of(text, meaning(encoders, text)).upset < 0.8


def test_a_vector_of_another_model_changes_nothing() -> None:
    strange = Meaning("somebody/else", np.ones(3, dtype=np.float32))
    assert sentiment_of("The lamp is broken", strange) == sentiment_of("The lamp is broken")
    assert upset_of(0.0, None) == 0.5


def test_a_head_is_learnt_from_messages_and_their_vectors() -> None:
    random = np.random.default_rng(0)
    upset = np.arange(80) % 2 == 0
    vectors = random.normal(size=(80, 4)).astype(np.float32)
    vectors[:, 0] += np.where(upset, 2, -2)
    texts = tuple("terrible" if one else "thanks" for one in upset)
    head = fit(Messages(texts, upset, vectors), 0.6, 0.4)
    assert head["weights"][0] > max(map(abs, head["weights"][1:]))
    log_odds = [
        head["bias"] + head["words"] * words_log_odds(text) + float(np.dot(head["weights"], vector))
        for text, vector in zip(texts, vectors, strict=True)
    ]
    assert np.mean((np.array(log_odds) > 0) == upset) > 0.95
    assert all(math.isfinite(one) for one in log_odds)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_our_own_messages_are_many_and_of_both_moods(language: str) -> None:
    messages = read_messages(language)
    assert len(messages) > 600
    assert 0.4 < np.mean([*messages.values()]) < 0.65
