from typing import Any

import pytest

from graphs.agent.tool import Situation, ToolError
from graphs.agent.tools.save_lead import tool
from graphs.turn import Contact

SAID = "I'm from Blue Kite Ltd, call 138-0013-8000, order 4155552671"


def situation(context: Any) -> Situation:
    return Situation(context=context, customer_text=SAID, language="en", next_number=1)


async def test_a_number_is_normalised_as_everywhere(context: Any) -> None:
    result = await tool.run(tool.arguments(type="phone", value="13800138000"), situation(context))
    assert result.contact == Contact("phone", "+8613800138000", "138-0013-8000")


async def test_what_no_extractor_knows_is_taken_as_written(context: Any) -> None:
    result = await tool.run(tool.arguments(type="company", value="Blue Kite Ltd"), situation(context))
    assert result.contact == Contact("company", "Blue Kite Ltd", "Blue Kite Ltd")


@pytest.mark.parametrize(
    ("kind", "value"),
    [("phone", "13900139000"), ("phone", "4155552671"), ("email", "jane@example.com"), ("company", "Red Kite")],
)
async def test_what_the_customer_did_not_write_is_refused(context: Any, kind: str, value: str) -> None:
    with pytest.raises(ToolError):
        await tool.run(tool.arguments(type=kind, value=value), situation(context))
