"""Has the customer declined to leave a contact detail?"""

import re
from collections.abc import Iterable

from graphs.contact_text import fold
from graphs.turn import Message

_WHAT = (
    r"(?:phone(?: number)?|number|e-?mail(?: address)?"
    r"|contact(?: details?| info(?:rmation)?)?|details?|wechat"
    r"|name|personal (?:data|information|details))"
)
_REFUSES = re.compile(
    rf"\b(?:i'?d rather not|i(?:'d| would)? prefer not to"
    rf"|i(?:'m| am)? not (?:comfortable|going to|willing to"
    rf"|sharing|giving)|i (?:won'?t|will not|don'?t want to"
    rf"|do not want to|refuse to|can'?t)|not giving you"
    rf"|no,? (?:you can'?t have"
    rf"|you don'?t need))\b[^.!?]{{0,40}}\b{_WHAT}\b"
    rf"|\b(?:stop asking|don'?t ask|quit asking|none of your business|why do you need)\b[^.!?]{{0,40}}(?:\b{_WHAT}\b|$)"
    r"|(?:不想|不愿意?|不方便|不能|不会|不打算|拒绝|不用|没必要|别(?:再)?(?:问|要)"
    r"|凭什么)[^,。!?]{0,8}(?:留|给|提供|说|透露|告诉|要)?[^,。!?]{0,6}(?:电话"
    r"|手机号?|号码|邮箱|微信|联系方式|个人信息|姓名|名字)"
    r"|(?:电话|手机号?|号码|邮箱|微信|联系方式|个人信息)[^,。!?]{0,4}(?:就不|不)(?:留|给|提供|方便|说)",
    re.IGNORECASE,
)


def refused(messages: Iterable[Message]) -> bool:
    """Whether a customer's message declines it."""
    return any(message.role == "customer" and _REFUSES.search(fold(message.text)) for message in messages)
