"""The model asks for a colleague to take over."""

from typing import Literal

from pydantic import BaseModel

from graphs.agent.tool import Situation, Tool, ToolResult
from graphs.turn import HandoffReason


class HandOff(BaseModel):
    """Why: the reasons that are left to a model's judgement; the others are decided in code."""

    reason: Literal["customer_request", "negative_sentiment", "low_confidence", "safety", "policy"]


async def run(arguments: HandOff, situation: Situation) -> ToolResult:
    """Ends the model's part in this turn."""
    return ToolResult(content="handed over", handoff=HandoffReason(arguments.reason))


tool = Tool("hand_off", "Pass the conversation to a human colleague.", HandOff, run)
