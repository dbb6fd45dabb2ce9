"""What the widget's forms say where a shop has set no words of its own, and what a filled form says as a message."""

from collections.abc import Sequence
from typing import Final

from graphs.turn import Contact

CONSENT: Final = {
    "en": "I agree that these details are stored and used to get back to me about my request.",
    "zh": "我同意保存以上信息，并用于就我的咨询与我联系。",
}
_NAMES: Final = {
    "en": {
        "name": "My name",
        "email": "E-mail",
        "phone": "Phone",
        "wechat": "WeChat",
        "whatsapp": "WhatsApp",
        "telegram": "Telegram",
        "qq": "QQ",
        "company": "Company",
        "city": "City",
        "need": "What I need",
        "budget": "Budget",
        "call_time": "Call me",
    },
    "zh": {
        "name": "我的称呼",
        "email": "邮箱",
        "phone": "电话",
        "wechat": "微信",
        "whatsapp": "WhatsApp",
        "telegram": "Telegram",
        "qq": "QQ",
        "company": "公司",
        "city": "城市",
        "need": "我的需求",
        "budget": "预算",
        "call_time": "方便接听的时间",
    },
}


def in_words(contacts: Sequence[Contact], language: str) -> str:
    """A line for each detail, as the customer wrote it."""
    names, colon = _NAMES[language], "：" if language == "zh" else ": "
    return "\n".join(f"{names[one.type]}{colon}{one.raw}" for one in contacts)


def consent_in(own: str, language: str) -> str:
    """The shop's sentence beside the box, else the widget's."""
    return own or CONSENT[language]
