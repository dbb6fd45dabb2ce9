"""Order numbers in a customer's words: what follows the word for an order, letters before digits, or a hash sign."""

import re

_NUMBER = r"(?:[A-Z]{1,5}-?)?\d{4,}(?:-\d+)*"
_NAMED = re.compile(
    rf"(?:\border\b|\bparcel\b|\bticket\b|订单|单号|工单)(?:\s*(?:no\.?|number|id|号码?|编号))?\s*(?:is\b|是|为|[:：#])?\s*({_NUMBER})",
    re.IGNORECASE,
)
_SHAPED = re.compile(r"(?<![\w-])(?:[A-Z]{1,5}-\d{4,}(?:-\d+)*|[A-Z]{2,5}\d{5,})(?![\w-])|(?<=#)\d{4,}(?!\w)")


def order_numbers(text: str) -> tuple[str, ...]:
    """Each number once, in the order of the text, with its letters in capitals."""
    found = [(match.start(1), match[1]) for match in _NAMED.finditer(text)]
    found += [(match.start(), match.group()) for match in _SHAPED.finditer(text)]
    return tuple(dict.fromkeys(number.upper() for _, number in sorted(found)))


def without_order_numbers(text: str) -> str:
    """The text with a space for each order number and the word that names it."""
    return _SHAPED.sub(" ", _NAMED.sub(" ", text))
