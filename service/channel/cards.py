"""What a reply may have beside its text: a link with a title, or the form in which a customer leaves their details."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

CardLanguage = Literal["en", "zh"]
LONGEST_VALUE_CHARS = 200

_NAMES: Mapping[str, tuple[str, str]] = {
    "phone": ("Phone", "手机号"),
    "email": ("E-mail", "邮箱"),
    "wechat": ("WeChat", "微信"),
    "whatsapp": ("WhatsApp", "WhatsApp"),
    "telegram": ("Telegram", "Telegram"),
    "qq": ("QQ", "QQ"),
    "name": ("Name", "姓名"),
    "company": ("Company", "公司"),
    "city": ("City", "城市"),
    "need": ("I need", "需求"),
    "budget": ("My budget", "预算"),
    "call_time": ("Call me", "方便接听的时间"),
}
_SEND = ("Send", "提交")


@dataclass(frozen=True, slots=True)
class Card:
    """A link with a title and perhaps a picture, for platforms that show more than text."""

    title: str
    url: str
    text: str = ""
    image_url: str | None = None


@dataclass(frozen=True, slots=True)
class LeadCard:
    """The agent's question for contact details as a form: `fields` are the kinds that it asks for, in their order.

    `platform_id` names a card that the account's owner has made on the platform, where these are made there.
    """

    fields: tuple[str, ...]
    platform_id: str = ""
    language: CardLanguage = "en"
    kind: Literal["lead"] = "lead"


def field_name(field: str, language: CardLanguage) -> str:
    """What the form calls it."""
    return _NAMES.get(field, (field, field))[language == "zh"]


def send_label(language: CardLanguage) -> str:
    """What stands on the button that sends the form."""
    return _SEND[language == "zh"]


def filled_in(values: Mapping[str, str], language: CardLanguage) -> str:
    """What a customer filled in, as a message in which the details are found as in any other; empty for nothing."""
    told = {field: " ".join(value.split())[:LONGEST_VALUE_CHARS] for field, value in values.items()}
    mark = "：" if language == "zh" else ": "
    return "\n".join(f"{field_name(field, language)}{mark}{value}" for field, value in told.items() if value)
