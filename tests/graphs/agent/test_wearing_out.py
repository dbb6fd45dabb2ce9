from collections.abc import Callable
from typing import Any

import pytest

from graphs.turn import HandoffReason

Ask = Callable[..., Any]


@pytest.mark.parametrize(
    ("text", "before"),
    [
        (
            "I already told you, that does not answer my question",
            ("You did not send my parts, I am annoyed and disappointed",),
        ),
        ("我说过了，答非所问", ("少了一个零件，真烦人",)),
    ],
)
async def test_a_customer_whose_patience_runs_out_meets_a_person(
    ask: Ask, with_policy: Callable[..., Any], text: str, before: tuple[str, ...]
) -> None:
    said = [turn for one in before for turn in (("customer", one), ("agent", "Returns are free within 30 days."))]
    patient = await ask(text, *said, failures=1, context=with_policy(signs_before_handoff=0))
    worn = await ask(text, *said, failures=1, context=with_policy(signs_before_handoff=3))
    assert patient.handoff is not HandoffReason.NEGATIVE_SENTIMENT
    assert worn.handoff is HandoffReason.NEGATIVE_SENTIMENT
