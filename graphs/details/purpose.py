"""What the details were given for, which is what they may be used for: a call back, a quote, an invoice, a delivery."""

import re
from collections.abc import Iterator

from graphs.detail import DetailKind

_PURPOSES = {
    "quote": r"\b(?:quote|quotation|offer me|price list|estimate)\b|报价|询价|价格表",
    "invoice": r"\b(?:invoice|receipt|bill)\b|发票|收据|开票|专票",
    "delivery": r"\b(?:deliver(?:y)?|ship|courier|drop it off)\b|送货|配送|收货|寄到|送到|快递",
    "newsletter": r"\b(?:newsletter|mailing list|offers and news|restock|back in stock)\b|到货通知|订阅|活动通知",
    "callback": r"\b(?:call|ring|phone|contact|reach|text|get back to"
    r"|message|e-?mail)\s+(?:me|us)\b|打给我|联系我|回电|给我打|回复我|加我"
    r"|回个?电话",
}


def find(text: str) -> Iterator[tuple[str, str]]:
    """The first purpose that is named; what is asked for weighs more than that they want to be called about it."""
    for purpose, words in _PURPOSES.items():
        if match := re.search(words, text, re.IGNORECASE):
            yield purpose, match.group()
            return


detail = DetailKind("purpose", False, find)
