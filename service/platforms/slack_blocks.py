"""A reply in Slack's blocks: docs.slack.dev/reference/block-kit."""

from typing import Any

from service.channel.cards import Card
from service.channel.choices import in_words, payload_of, shortened
from service.channel.interface import Reply
from service.channel.split import TextLimit
from service.platforms.slack_events import CHOICE_ACTION
from service.platforms.slack_forms import form_blocks

_MAX_BUTTONS, _MAX_LABEL, _MAX_VALUE, _MAX_SECTION = 25, 75, 2000, 3000


def form_of(reply: Reply, limit: TextLimit) -> dict[str, Any]:
    """Text, and blocks where it has choices or a card; the text then is what a notification shows."""
    choices, text = tuple(dict.fromkeys(reply.choices)), _escaped(reply.text)
    if reply.lead and not choices and not reply.card and len(text) <= _MAX_SECTION:
        return {"text": text, "blocks": [_section(text), *form_blocks(reply.lead)]}
    blocks = [_section(text)] + ([_card(reply.card)] if reply.card else [])
    fitting = len(choices) <= _MAX_BUTTONS and all(len(block["text"]["text"]) <= _MAX_SECTION for block in blocks)
    if not (choices or reply.card) or not fitting:
        return {"text": _escaped(in_words(reply, limit))}
    if choices:
        buttons = [_button(number, choice) for number, choice in enumerate(choices)]
        blocks.append({"type": "actions", "elements": buttons})
    return {"text": text, "blocks": blocks}


def _button(number: int, choice: str) -> dict[str, Any]:
    label = {"type": "plain_text", "text": shortened(choice, _MAX_LABEL)}
    action = f"{CHOICE_ACTION}{number}"
    return {"type": "button", "text": label, "action_id": action, "value": payload_of(choice, _MAX_VALUE)}


def _card(card: Card) -> dict[str, Any]:
    title = _escaped(card.title).replace("|", "/")
    text = f"*<{_escaped(card.url).replace('|', '%7C')}|{title}>*" + (f"\n{_escaped(card.text)}" if card.text else "")
    picture = {"type": "image", "image_url": card.image_url, "alt_text": card.title}
    return _section(text) | ({"accessory": picture} if card.image_url else {})


def _section(text: str) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
