"""A reply in Feishu's formats: a text, or a card (JSON 1.0) where there is something to tap.

https://open.feishu.cn/document/server-docs/im-v1/message-content-description/create_json and, for cards,
https://open.feishu.cn/document/common-capabilities/message-card/message-cards-content/card-structure/card-content

What a choice's button, or a form's, brings comes back as the callback `card.action.trigger`, which
`platforms.feishu.events` reads.
Pictures of cards would have to be uploaded first, and are left out.
"""

import re
from typing import Any

import orjson

from service.channel.cards import LONGEST_VALUE_CHARS, LeadCard, field_name, send_label
from service.channel.interface import Reply

_MAX_BUTTONS = 20
_MAX_HEADER_CHARS = 100
# A tag that mentions people, even everybody; no reply has one of its own.
_AT = re.compile(r"<(?=/?at\b)", re.IGNORECASE)


def message_of(reply: Reply) -> dict[str, str]:
    """`msg_type` and `content`, the latter as JSON text, as the API wants it."""
    if not reply.choices and not reply.card and not reply.lead:
        return {"msg_type": "text", "content": _json({"text": _AT.sub("<\u200b", reply.text)})}
    return {"msg_type": "interactive", "content": _json(_card(reply))}


def _card(reply: Reply) -> dict[str, Any]:
    elements = [_words("\n".join((reply.text, *reply.choices[_MAX_BUTTONS:])))]
    card: dict[str, Any] = {"config": {"wide_screen_mode": True}}
    if link := reply.card:
        card["header"] = {"title": {"tag": "plain_text", "content": link.title[:_MAX_HEADER_CHARS]}}
        elements += [_words(link.text)] if link.text else []
        elements.append(_row([_button(link.title) | {"type": "primary", "url": link.url}]))
    chat, _, member = reply.contact.partition("/")
    where = {"chat": chat} if member else {}
    buttons = [_button(choice) | {"value": {"choice": choice, **where}} for choice in reply.choices[:_MAX_BUTTONS]]
    elements += [_row(buttons)] if buttons else []
    elements += [_form(reply.lead, where)] if reply.lead else []
    return card | {"elements": elements}


def _form(lead: LeadCard, where: dict[str, str]) -> dict[str, Any]:
    """A field for each detail and the button that sends them, by which they come back as the callback's `form_value`.

    https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-components/containers/form-container
    """
    fields = [
        {
            "tag": "input",
            "name": field,
            "label": {"tag": "plain_text", "content": field_name(field, lead.language)},
            "max_length": LONGEST_VALUE_CHARS,
        }
        for field in lead.fields
    ]
    sends = {"name": "send", "action_type": "form_submit", "type": "primary", "value": {"lead": lead.language, **where}}
    return {"tag": "form", "name": "lead", "elements": [*fields, _button(send_label(lead.language)) | sends]}


def _words(text: str) -> dict[str, Any]:
    return {"tag": "div", "text": {"tag": "plain_text", "content": text}}


def _button(label: str) -> dict[str, Any]:
    return {"tag": "button", "type": "default", "text": {"tag": "plain_text", "content": label}}


def _row(buttons: list[dict[str, Any]]) -> dict[str, Any]:
    return {"tag": "action", "layout": "flow", "actions": buttons}


def _json(value: dict[str, Any]) -> str:
    return orjson.dumps(value).decode()
