"""LINE's message objects: the text, a card as a Flex Message, quick replies under the last of them.

https://developers.line.biz/en/reference/messaging-api/#message-objects
"""

from typing import Any

from service.channel.cards import Card
from service.channel.choices import shortened
from service.channel.interface import Reply

_MAX_QUICK_REPLIES = 13
_MAX_LABEL_CHARS = 20
_MAX_CHOICE_CHARS = 300
_MAX_ALT_TEXT_CHARS = 400


def messages_of(reply: Reply) -> list[dict[str, Any]]:
    """What a reply is on the wire. Choices beyond LINE's 13 quick replies stand in the text."""
    shown, rest = reply.choices[:_MAX_QUICK_REPLIES], reply.choices[_MAX_QUICK_REPLIES:]
    messages: list[dict[str, Any]] = [{"type": "text", "text": "\n".join((reply.text, *rest))}]
    if reply.card:
        messages.append(_flex(reply.card))
    if shown:
        # Tapped, the choice is sent as the customer's own message; one that was cut is understood as a label is.
        actions = [
            {"type": "message", "label": _short(choice), "text": shortened(choice, _MAX_CHOICE_CHARS)}
            for choice in shown
        ]
        messages[-1]["quickReply"] = {"items": [{"type": "action", "action": action} for action in actions]}
    return messages


def _flex(card: Card) -> dict[str, Any]:
    """Title and text over a button that opens the link; pictures must be https."""
    texts: list[dict[str, Any]] = [{"type": "text", "text": card.title, "weight": "bold", "wrap": True}]
    if card.text:
        texts.append({"type": "text", "text": card.text, "size": "sm", "wrap": True})
    opens = {"type": "uri", "label": _short(card.title), "uri": card.url}
    bubble: dict[str, Any] = {
        "type": "bubble",
        "body": {"type": "box", "layout": "vertical", "spacing": "sm", "contents": texts},
        "footer": {"type": "box", "layout": "vertical", "contents": [{"type": "button", "action": opens}]},
    }
    if card.image_url and card.image_url.startswith("https://"):
        bubble["hero"] = {"type": "image", "url": card.image_url, "size": "full", "aspectMode": "cover"}
    return {"type": "flex", "altText": card.title[:_MAX_ALT_TEXT_CHARS], "contents": bubble}


def _short(label: str) -> str:
    return label if len(label) <= _MAX_LABEL_CHARS else label[: _MAX_LABEL_CHARS - 1] + "…"
