"""A contact detail that the model noticed; taken only where the customer really wrote it."""

import re
from typing import Annotated, Literal

from pydantic import BaseModel, StringConstraints

from graphs.agent.tool import Situation, Tool, ToolError, ToolResult
from graphs.lead.known import find_contacts
from graphs.turn import Contact


class SaveLead(BaseModel):
    """The detail exactly as the customer wrote it."""

    type: Literal["phone", "email", "wechat", "qq", "whatsapp", "telegram", "name", "company", "city", "address"]
    value: Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=200)]


async def run(arguments: SaveLead, situation: Situation) -> ToolResult:
    """The detail as the extractors normalise it, else as written; raises where the customer did not write it."""
    for contact in find_contacts(situation.customer_text, situation.context.policy.phone_regions):
        if contact.type == arguments.type and _bare(arguments.value) in (_bare(contact.raw), _bare(contact.value)):
            return ToolResult(content="saved", contact=contact)
    if arguments.type in ("phone", "email"):
        raise ToolError(f"the customer gave no valid {arguments.type} like this")
    if _bare(arguments.value) not in _bare(situation.customer_text):
        raise ToolError("the customer did not write this")
    return ToolResult(content="saved", contact=Contact(arguments.type, arguments.value, arguments.value))


def _bare(text: str) -> str:
    return re.sub(r"[\s().（）-]", "", text).casefold()


tool = Tool("save_lead", "Save a contact detail of the customer, exactly as they wrote it.", SaveLead, run)
