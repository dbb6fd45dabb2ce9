"""The form for contact details in Slack's blocks, and what comes back of it.

docs.slack.dev: reference/block-kit/blocks/input-block, .../block-elements/plain-text-input-element (both show in
messages) and reference/interaction-payloads/block_actions-payload, whose `state` has what was filled in when the button
was tapped.
"""

from typing import Any

from pydantic import BaseModel

from service.channel.cards import LONGEST_VALUE_CHARS, CardLanguage, LeadCard, field_name, filled_in, send_label

SEND_ACTION = "lead-send"
_FIELD = "lead-"


class Filled(BaseModel):
    """One field as it stands."""

    value: str | None = None


class FormState(BaseModel):
    """All fields of the message, by block and action."""

    values: dict[str, dict[str, Filled]] = {}


def form_blocks(lead: LeadCard) -> list[dict[str, Any]]:
    """A field for each detail, none of which has to be filled in, and the button that sends them."""
    label = {"type": "plain_text", "text": send_label(lead.language)}
    button = {"type": "button", "text": label, "action_id": SEND_ACTION, "value": lead.language, "style": "primary"}
    return [*(_field(one, lead.language) for one in lead.fields), {"type": "actions", "elements": [button]}]


def form_text(state: FormState, value: str) -> str:
    """What was filled in, in words; empty where nothing was."""
    language: CardLanguage = "zh" if value == "zh" else "en"
    fields = {block.removeprefix(_FIELD): filled for block, filled in state.values.items() if block.startswith(_FIELD)}
    given = {name: next((one.value or "" for one in filled.values()), "") for name, filled in fields.items()}
    return filled_in(given, language)


def _field(field: str, language: CardLanguage) -> dict[str, Any]:
    label = {"type": "plain_text", "text": field_name(field, language)}
    element = {"type": "plain_text_input", "action_id": f"{_FIELD}{field}", "max_length": LONGEST_VALUE_CHARS}
    return {"type": "input", "block_id": f"{_FIELD}{field}", "optional": True, "label": label, "element": element}
