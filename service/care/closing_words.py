"""What customers are told when a conversation comes to its end: the policy's own words, else the fixed replies."""

from graphs.agent.finishing import allowed
from graphs.agent.style.phrases import Phrases
from prompts import fill_in, variables_of
from service.in_force import Policies
from service.policies.closing import Part

FIXED: dict[Part, str] = {"warning": "idle_warning", "invitation": "rating_invitation", "thanks": "rating_taken"}


def closing_words(policies: Policies, part: Part, language: str, **values: str) -> str:
    """The words in force, without what the style forbids; where nothing is left, the fixed reply."""
    own = policies.in_force.closing.words.own(part, language)
    used = {name: value for name, value in values.items() if name in variables_of(own)}
    kept = allowed(fill_in(own, used, part), Phrases(policies.in_force.style.forbidden)) if own else ""
    return kept or policies.replies.say(language, FIXED[part], **values)
