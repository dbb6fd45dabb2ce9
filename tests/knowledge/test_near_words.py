"""What a question's words weigh is decided among the passages near it."""

import numpy as np
import pytest

from knowledge.document import Found
from knowledge.near_words import NEAR, NOTHING, Held, weighed
from knowledge.words import Sparse
from tests.knowledge.conftest import House

_COMMON, _RARE = 7, 3
_ASKED = Sparse([_COMMON, _RARE], [1.0, 1.0])


def _holding(*terms: int) -> Held:
    return np.array(terms, np.uint32), np.ones(len(terms), np.float32)


def test_a_word_that_every_near_passage_holds_weighs_less_than_one_that_tells_them_apart() -> None:
    found = [Found("a", 0.9), Found("b", 0.8), Found("c", 0.7), Found("far", None, 20.0)]
    held = [_holding(_COMMON), _holding(_COMMON), _holding(9, _COMMON, _RARE), _holding(_COMMON)]
    a, _, c, far = (one.sparse or 0.0 for one in weighed(found, held, _ASKED))
    assert a == pytest.approx(np.log(1 + 0.5 / 3.5))
    assert c == pytest.approx(a + np.log(1 + 2.5 / 1.5))
    assert far == a, "its own score among strangers counts no more"


def test_only_the_nearest_tell_how_common_a_word_is() -> None:
    near = [Found(str(at), 0.9) for at in range(NEAR)]
    others = [Found(f"other {at}", 0.1) for at in range(NEAR)]
    held = [_holding(_COMMON)] * NEAR + [_holding(_RARE)] * NEAR
    scores = [one.sparse or 0.0 for one in weighed([*near, *others], held, _ASKED)]
    assert scores[0] < 0.02
    assert scores[-1] == pytest.approx(np.log(1 + (NEAR + 0.5) / 0.5))


def test_what_shares_no_word_or_is_gone_has_no_score() -> None:
    found = weighed([Found("a", 0.9, 2.0), Found("gone", 0.8, 3.0)], [_holding(9), NOTHING], _ASKED)
    assert [one.sparse for one in found] == [None, None]


def test_without_vectors_the_words_weigh_what_they_do_in_the_whole_base() -> None:
    found = [Found("a", None, 2.0)]
    assert weighed(found, [_holding(_COMMON)], _ASKED) == found


def test_a_question_without_words_changes_nothing() -> None:
    found = [Found("a", 0.9)]
    assert weighed(found, [_holding(_COMMON)], Sparse([], [])) == found


async def test_words_of_another_subject_do_not_change_what_words_weigh(house: House) -> None:
    await house.write("a.md", "How do I wash a lamp shade?")
    await house.write("b.md", "How do I wash a table?")
    question = "How do I clean and wash my lamp?"
    before = [(hit.chunk.document, hit.sparse) for hit in (await house.retriever.search(question, 2)).hits]
    await house.write("c.md", "仓库在周一发货。")
    after = [(hit.chunk.document, hit.sparse) for hit in (await house.retriever.search(question, 2)).hits]
    assert after == before
    assert before[0][1] is not None
