"""A reply in Feishu's formats: a text, or a card (JSON 1.0) where there is something to tap.

https://open.feishu.cn/document/server-docs/im-v1/message-content-description/create_json and, for cards,
https://open.feishu.cn/document/common-capabilities/message-card/message-cards-content/card-structure/card-content

A choice is a button whose `value` comes back as the callback `card.action.trigger`; `platforms.feishu.events` reads it.
Pictures of cards would have to be uploaded first, and are left out.
"""

import re
from typing import Any

import orjson

from service.channel import Reply

_MAX_BUTTONS = 20
_MAX_HEADER_CHARS = 100
# A tag that mentions people, even everybody; no reply has one of its own.
_AT = re.compile(r"<(?=/?at\b)", re.IGNORECASE)


def message_of(reply: Reply) -> dict[str, str]:
    """`msg_type` and `content`, the latter as JSON text, as the API wants it."""
    if not reply.choices and not reply.card:
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
    return card | {"elements": elements}


def _words(text: str) -> dict[str, Any]:
    return {"tag": "div", "text": {"tag": "plain_text", "content": text}}


def _button(label: str) -> dict[str, Any]:
    return {"tag": "button", "type": "default", "text": {"tag": "plain_text", "content": label}}


def _row(buttons: list[dict[str, Any]]) -> dict[str, Any]:
    return {"tag": "action", "layout": "flow", "actions": buttons}


def _json(value: dict[str, Any]) -> str:
    return orjson.dumps(value).decode()
