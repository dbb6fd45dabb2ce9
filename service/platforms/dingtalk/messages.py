"""A reply in DingTalk's formats: a text, or Markdown where there is something to tap.

https://open.dingtalk.com/document/orgapp/robot-message-type. A choice is a link `dtmd://dingtalkclient/sendMessage`,
which, tapped in a Markdown message, sends its content as the customer's own message.
"""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from service.channel.cards import Card
from service.channel.interface import Reply

_MAX_TITLE_CHARS = 40


@dataclass(frozen=True, slots=True)
class Message:
    """Once as a session wants it, once as the robot's API does: a template's key and its parameters."""

    session: dict[str, Any]
    key: str
    parameters: dict[str, str]


def message_of(reply: Reply) -> Message:
    """In a group the person who asked is mentioned, which only a session can do."""
    group, _, sender = reply.contact.rpartition("|")
    mention = {"at": {"atUserIds": [sender]}} if group and not sender.startswith("$") else {}
    if not reply.choices and not reply.card:
        text = {"content": reply.text}
        return Message({"msgtype": "text", "text": text, **mention}, "sampleText", text)
    title = (reply.card.title if reply.card else reply.text)[:_MAX_TITLE_CHARS]
    markdown = {"title": title, "text": _markdown(reply)}
    return Message({"msgtype": "markdown", "markdown": markdown, **mention}, "sampleMarkdown", markdown)


def _markdown(reply: Reply) -> str:
    blocks = [reply.text.replace("\n", "  \n")]
    if reply.card:
        blocks += _card(reply.card)
    tapped = "dtmd://dingtalkclient/sendMessage?content="
    links = [f"- [{_label(choice)}]({tapped}{quote(choice, safe='')})" for choice in reply.choices]
    return "\n\n".join([*blocks, "\n".join(links)] if links else blocks)


def _card(card: Card) -> list[str]:
    picture = [f"![]({_address(card.image_url)})"] if card.image_url else []
    return [*picture, f"**[{_label(card.title)}]({_address(card.url)})**", *([card.text] if card.text else [])]


def _label(text: str) -> str:
    return text.replace("[", "［").replace("]", "］").replace("\n", " ")


def _address(url: str) -> str:
    return url.replace("(", "%28").replace(")", "%29").replace(" ", "%20")
