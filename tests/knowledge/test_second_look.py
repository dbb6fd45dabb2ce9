"""Passages are found by their best sentence, and Chinese ones by their meaning."""

import numpy as np
import pytest

from knowledge.document import Found, Vectors
from knowledge.retrieve import Retriever
from knowledge.second_look import NEIGHBOURS, compared
from knowledge.settings import KnowledgeSettings
from tests.knowledge.conftest import House

_NO_PARTS = np.empty((0, 2), np.float32)


def _at(degrees: float) -> Vectors:
    radians = np.radians(degrees)
    return Vectors(np.array([np.cos(radians), np.sin(radians)], np.float32), _NO_PARTS)


async def test_a_passage_with_the_sentence_asked_for_comes_before_one_about_the_same_in_general(house: House) -> None:
    general = "Delivery is our daily work. We deliver lamps. Delivery matters to us. Our delivery team loves delivery."
    exact = "Our catalogue is printed in May. Chairs are made of oak. A parcel reaches Iceland after nine working days."
    await house.write("general.md", general)
    await house.write("exact.md", exact)
    assert (await house.found("When does a parcel arrive in Iceland?"))[0] == "exact.md"
    hits = (await house.retriever.search("When does a parcel arrive in Iceland?")).hits
    assert hits[0].parts is not None
    assert hits[0].dense is not None
    assert hits[0].parts > hits[0].dense, "one sentence is nearer to the question than the whole"


async def test_a_chinese_question_in_other_words_finds_its_passage(house: House) -> None:
    await house.write("late.md", "逾期未还的款项会按日收取罚息。")
    await house.write("phone.md", "在个人中心可以更换绑定的号码。")
    found = await house.retriever.search("晚几天还钱会怎么样")
    assert found.hits[0].chunk.document == "late.md"
    assert found.hits[0].dense is not None


async def test_each_of_several_questions_leads_to_its_answer(house: House) -> None:
    await house.write(
        "faq.md", "# FAQ\n\nHow do I reset my password?\nI cannot log in.\nUse the link on the log-in page.\n"
    )
    await house.write("other.md", "# Other\n\nHow do I change my address?\nWrite to us.\n")
    await house.write("prose.md", "The door is locked at night. Nobody can log in to the building then.")
    assert (await house.found("log in does not work"))[0] == "faq.md"
    hits = (await house.retriever.candidates("log in does not work"))[0]
    chunks = await house.index.chunks([hit.id for hit in hits])
    prose = {chunks[hit.id].document: hit.prose for hit in hits}
    assert prose == {"faq.md": False, "other.md": False, "prose.md": True}, "questions lead to the others"


def test_a_passage_among_many_like_it_is_more_crowded_than_one_apart() -> None:
    among = [_at(10 + at) for at in range(NEIGHBOURS + 1)]
    found = [Found(str(at), 0.9, 1.0) for at in range(len(among) + 2)]
    looked = compared(found, [*among, _at(70), None], _at(0).whole, 0, crowds=True)
    crowds = [one.crowd for one in looked]
    assert crowds[-1] is None, "what has no vector lies nowhere"
    known = np.array(crowds[:-1])
    assert all(known[-1] < one for one in known[:-1])
    assert known.mean() == pytest.approx(0, abs=1e-6), "scores keep their scale"
    expected = [
        np.sort([float(a.whole @ b.whole) for b in (*among, _at(70)) if b is not a])[-NEIGHBOURS:] for a in among
    ]
    between = [float(one.mean()) for one in expected]
    assert np.diff(known[:-1]) == pytest.approx(np.diff(between), abs=1e-6)


def test_the_crowd_is_looked_at_only_where_it_counts_and_needs_company() -> None:
    found, vectors = [Found("a", 0.9), Found("b", 0.8)], [_at(10), _at(50)]
    assert [one.crowd for one in compared(found, vectors, _at(0).whole, 0)] == [None, None]
    assert [one.crowd for one in compared(found[:1], vectors[:1], _at(0).whole, 0, crowds=True)] == [0.0]
    two = [one.crowd for one in compared(found, vectors, _at(0).whole, 0, crowds=True)]
    assert two == pytest.approx([0.0, 0.0]), "each is the other's only neighbour"


async def test_the_crowd_counts_in_chinese_and_can_be_switched_off(house: House) -> None:
    for at, text in enumerate(
        ("如何修改登录密码", "怎么修改登录密码", "怎样更改登录密码", "登录密码修改方法", "贷款利率是多少")
    ):
        await house.write(f"{at}.md", text)
    found, weights = await house.retriever.candidates("怎么改密码")
    assert weights.crowd > 0
    crowds = [one.crowd for one in found if one.crowd is not None]
    assert len(crowds) == 5
    assert min(crowds) < 0 < max(crowds)
    plain = Retriever(house.store, house.index, house.embedder, KnowledgeSettings(retrieval_crowd=False))
    found, _ = await plain.candidates("怎么改密码")
    assert {one.crowd for one in found} == {None}
