"""What calls for a person, by its meaning and by its words."""

from collections.abc import Iterator

import numpy as np
import pytest

from evals.fit_needs import fit, read_needs
from evals.need_cues import KINDS, ONLY_ASKED, PERSON, WAITS
from evals.need_of_person import NONE, WHY, Head, heads, need_of
from knowledge.embed import load
from knowledge.encoder import Encoder
from knowledge.meaning import Meaning
from knowledge.settings import KnowledgeSettings
from tests.models import lend_models

# None of these messages is one that the heads learnt from.
NEEDS = {
    "Let me have somebody from the workshop on the line": "person",
    "My toddler drank from the bottle of descaler": "danger",
    "Somebody logged into my profile and ordered a camera": "theft",
    "If this isn't fixed by Monday my lawyer takes over": "steps",
    "Our factory needs 4,000 pairs of gloves each month": "bulk",
    "麻烦叫你们值班经理过来接一下": "person",
    "我女儿误喝了除垢剂": "danger",
    "有人盗了我的号，用我的余额买了相机": "theft",
    "周一再不解决我就请律师": "steps",
    "我们厂每个月要四千双手套": "bulk",
}
PLAIN = """Do the gloves come in size nine?
How do I descale the kettle?
I would like to see the camera in the shop
手套有九码的吗
水壶怎么除垢
相机能到店里看吗""".splitlines()


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
    assert all(set(head.kinds) == {*WHY, NONE} for head in heads().values())


@pytest.mark.parametrize(("text", "kind"), NEEDS.items())
def test_a_need_is_seen_with_its_kind_in_words_that_were_not_learnt(
    encoders: list[Encoder], text: str, kind: str
) -> None:
    need = need_of(meaning(encoders, text))
    assert need
    assert need.probability > 0.5, need
    assert need.kind == kind


@pytest.mark.parametrize("text", PLAIN)
def test_a_plain_question_about_the_same_things_calls_for_nobody(encoders: list[Encoder], text: str) -> None:
    need = need_of(meaning(encoders, text))
    assert need
    assert need.probability < 0.5, need


def test_without_a_vector_of_a_known_model_nothing_is_said() -> None:
    assert need_of(None) is None
    assert need_of(Meaning("somebody/else", np.ones(3, dtype=np.float32))) is None


def test_a_head_is_learnt_from_vectors_and_their_kinds() -> None:
    random = np.random.default_rng(0)
    kinds = [("person", "bulk", NONE)[at % 3] for at in range(90)]
    vectors = random.normal(size=(90, 4)).astype(np.float32)
    for row, kind in zip(vectors, kinds, strict=True):
        row[("person", "bulk", NONE).index(kind)] += 4
    learnt = fit(vectors, kinds)
    head = Head(tuple(learnt["kinds"]), np.array(learnt["bias"]), np.array(learnt["weights"]))
    judged = [head.need(row) for row in vectors]
    right = [
        (need.probability < 0.5) if kind == NONE else need.kind == kind
        for need, kind in zip(judged, kinds, strict=True)
    ]
    assert np.mean(right) > 0.95


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_kind_has_messages_of_its_own(language: str) -> None:
    kinds = list(read_needs(language).values())
    assert set(kinds) == {*WHY, NONE}
    assert all(kinds.count(kind) >= 20 for kind in WHY)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("danger", "it smells of gas in the cellar"),
        ("danger", "他把纽扣电池吞了"),
        ("theft", "there are two payments that I never authorised"),
        ("theft", "我的卡被盗刷了"),
        ("steps", "I will go to the ombudsman"),
        ("steps", "我要去市场监管局反映"),
        ("helpless", "my father passed away"),
        ("helpless", "我八十多岁了，没有智能手机"),
        ("conduct", "your driver insulted my wife"),
        ("conduct", "保安推了我妈"),
        ("bulk", "an offer for 350 chairs, please"),
        ("bulk", "要采购三百台打印机"),
    ],
)
def test_words_name_their_kind(kind: str, text: str) -> None:
    assert kind in [name for name, cue in KINDS.items() if cue.search(text)]


@pytest.mark.parametrize(
    "text", ["Is the gas hob black?", "The screen shows stripes", "有黑色的吗", "这个礼盒几个装", "I paid by transfer"]
)
def test_everyday_words_name_none(text: str) -> None:
    assert [name for name, cue in KINDS.items() if cue.search(text)] == []
    assert not PERSON.search(text)


def test_after_a_hand_off_waiting_and_having_only_asked_are_told_apart() -> None:
    assert WAITS.search("I'll wait")
    assert WAITS.search("好的，我等着")
    assert not WAITS.search("Which sizes are there?")
    assert ONLY_ASKED.search("I just wanted to know the price")
    assert ONLY_ASKED.search("就问个价格")
    assert not ONLY_ASKED.search("yes please block it")
