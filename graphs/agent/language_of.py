"""In which language the customer writes, and so is answered."""

from graphs.agent.state import State
from graphs.memory.remembered import NOTHING
from knowledge.spoken import UNKNOWN, surely_spoken


def language_of(state: State, text: str) -> str:
    """The language of a message; one that is in none ("???", "12", "asdf", "Halo 3") leaves it as it was before.

    Before is what the customer said last in a language, else what is remembered of them or set for the account.
    """
    said = (text, *(message.text for message in reversed(state.get("history", ())) if message.role == "customer"))
    known = (language for language in map(surely_spoken, said) if language != UNKNOWN)
    return next(known, "") or _assumed(state) or "en"


def _assumed(state: State) -> str:
    return state.get("memory", NOTHING).first("language") or state.get("language") or ""
