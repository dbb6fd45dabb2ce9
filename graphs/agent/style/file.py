"""The style as an installation starts with it: its settings, and over them the file that it names."""

from graphs.agent.policy_file import PolicyFileError, read_policy
from graphs.agent.style.document import Persona, Style
from graphs.agent.style.fixed_replies import conflicts
from graphs.settings import GraphSettings
from prompts.replies import Replies


def load_style(settings: GraphSettings, replies: Replies) -> Style:
    """Raises `PolicyFileError` where the file cannot be read, or says what a style does not know or cannot keep."""
    style = read_policy(settings.style, default_style(settings), "TURNWISE_STYLE")
    if found := conflicts(style, replies):
        told = "; ".join(f"forbidden.{one.place}: {one.problem}" for one in found)
        raise PolicyFileError(f"TURNWISE_STYLE, TURNWISE_FORBIDDEN_WORDS: {told}")
    return style


def default_style(settings: GraphSettings) -> Style:
    """What holds without a document: what is a setting of its own."""
    return Style(persona=Persona(), forbidden=settings.forbidden_words)
