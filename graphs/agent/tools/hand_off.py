"""The model asks for a colleague to take over."""

from typing import Literal

from pydantic import BaseModel

from graphs.agent.handoff.document import Rule
from graphs.agent.tool import Situation, Tool, ToolError, ToolResult


class HandOff(BaseModel):
    """Why: the reasons that are left to a model's judgement; the others are decided in code."""

    reason: Literal["customer_request", "negative_sentiment", "low_confidence", "safety", "policy"]


async def run(arguments: HandOff, situation: Situation) -> ToolResult:
    """Ends the model's part in this turn. Raises ToolError where a colleague has just given the conversation back."""
    rule = Rule(arguments.reason)
    if rule is not Rule.SAFETY and situation.came_back_lately:
        raise ToolError("the conversation has just come back from there: answer the customer yourself")
    return ToolResult(content="handed over", handoff=rule)


tool = Tool("hand_off", "Pass the conversation to a human colleague.", HandOff, run)
