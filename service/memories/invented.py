"""Numbers in what a model wrote about a conversation that nobody said in it."""

import re

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def invents_number(text: str, shown: str) -> bool:
    """Whether `text` holds a number that does not stand in what the model was `shown`."""
    return not set(_NUMBER.findall(text)) <= set(_NUMBER.findall(shown))
