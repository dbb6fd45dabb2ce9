from typing import Any

import pytest
from pydantic import ValidationError

from graphs.agent.tool import Situation
from graphs.agent.tools.hand_off import tool
from graphs.turn import HandoffReason


async def test_the_model_s_reason_is_the_turn_s(context: Any) -> None:
    situation = Situation(context=context, customer_text="", language="en", next_number=1)
    assert (await tool.run(tool.arguments(reason="policy"), situation)).handoff is HandoffReason.POLICY


@pytest.mark.parametrize("reason", ["failed_check", "repeated_failure", "because", ""])
def test_reasons_that_code_decides_are_not_for_the_model(reason: str) -> None:
    with pytest.raises(ValidationError):
        tool.arguments(reason=reason)
