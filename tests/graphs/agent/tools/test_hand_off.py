from typing import Any

import pytest
from pydantic import ValidationError

from graphs.agent.handoff.document import Rule
from graphs.agent.tool import Situation, ToolError
from graphs.agent.tools.hand_off import tool


async def test_the_model_s_reason_is_the_turn_s(context: Any) -> None:
    situation = Situation(context=context, customer_text="", language="en", next_number=1)
    assert (await tool.run(tool.arguments(reason="policy"), situation)).handoff is Rule.POLICY


@pytest.mark.parametrize("reason", ["failed_check", "repeated_failure", "because", ""])
def test_reasons_that_code_decides_are_not_for_the_model(reason: str) -> None:
    with pytest.raises(ValidationError):
        tool.arguments(reason=reason)


async def test_a_conversation_that_has_just_come_back_is_not_passed_on_again_but_in_danger(context: Any) -> None:
    situation = Situation(context=context, customer_text="", language="en", next_number=1, came_back_lately=True)
    with pytest.raises(ToolError):
        await tool.run(tool.arguments(reason="low_confidence"), situation)
    assert (await tool.run(tool.arguments(reason="safety"), situation)).handoff == "safety"
