"""Which sentences are about a place."""

import pytest

from graphs.places import names_a_place


@pytest.mark.parametrize("text", ["Delivery to Hong Kong", "in the UK?", "寄到德国", "港澳台标准运费 45 元"])
def test_a_place_is_named(text: str) -> None:
    assert names_a_place(text)


@pytest.mark.parametrize("text", ["How much is shipping?", "a parisian lamp", "运费怎么算", ""])
def test_no_place_is_named(text: str) -> None:
    assert not names_a_place(text)
