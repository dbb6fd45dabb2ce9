"""Which language a customer asked in."""

from graphs.turn import Turn
from knowledge.spoken import UNKNOWN, surely_spoken


def asked_in(turn: Turn) -> str:
    """The language of this turn's question, else of what the customer said before, else as the turn records it.

    Letters that are no words ("asdf") and names of products say nothing of a language.
    """
    said = (turn.question, *(message.text for message in reversed(turn.history) if message.role == "customer"))
    known = (language for language in map(surely_spoken, said) if language != UNKNOWN)
    return next(known, turn.language or UNKNOWN)
