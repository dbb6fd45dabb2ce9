"""Who the agent says it is: an AI, with the name and the words that the style gives it."""

import re
from functools import lru_cache

from graphs.agent.occasions import asks_about_itself
from graphs.agent.style.document import Style
from graphs.phrases import normalise
from prompts.replies import Replies

_ADMITS = re.compile(
    r"\bai\b|\bartificial intelligence\b|\b(?:ro)?bot\b|\bvirtual assistant\b|人工智能|智能助手|智能客服|机器人"
)
_CLAIMS_HUMAN = re.compile(
    r"\bi(?:'m| am)\s+(?:(?:really|actually|indeed|certainly|of course)\s+)?"
    r"(?:(?:an?\s+)?(?:real\s+|actual\s+|live\s+)?(?:human|person)\b|not\s+(?:an?\s+)?(?:ai|bot|robot|chat\s?bot|machine|computer)\b)"
    r"|(?:我(?:们)?|这里|本人)(?:真的|确实|当然|就)?是(?:一[个位名])?(?:真人|活人|人工客服|真的人)"
    r"|我(?:们)?(?:真的)?(?:不是|并不是|并非)(?:一[个位])?(?:机器人|人工智能|ai|智能客服|程序)"
)


def introduction(style: Style, language: str, replies: Replies) -> str:
    """What the agent says of itself when asked; its own words where the style has none."""
    persona = style.persona
    about = persona.about.in_language(language)
    if not (persona.name or persona.company or about):
        return replies.say(language, "about_itself")
    gap = "" if language == "zh" else " "
    return gap.join(part for part in (i_am(style, language, replies), about) if part)


def i_am(style: Style, language: str, replies: Replies) -> str:
    """The one sentence that says that it is an AI."""
    persona = style.persona
    assistant = (
        replies.say(language, "ai_assistant_of", company=persona.company)
        if persona.company
        else replies.say(language, "ai_assistant")
    )
    if persona.name:
        return replies.say(language, "i_am_named", name=persona.name, assistant=assistant)
    return replies.say(language, "i_am", assistant=assistant)


def with_admission(reply: str, asked: str, style: Style, language: str, replies: Replies) -> str:
    """The reply, after a sentence that says that this is an AI where the customer asks and the reply does not tell."""
    if not asks_about_itself(asked) or admits_ai(reply):
        return reply
    return f"{i_am(style, language, replies)}{'' if language == 'zh' else ' '}{reply}"


def admits_ai(text: str) -> bool:
    """Whether it says that an AI is speaking."""
    return bool(_ADMITS.search(normalise(text)))


@lru_cache(maxsize=256)
def claims_to_be_human(sentence: str) -> bool:
    """Whether it says that a human is speaking, which the agent never is."""
    return bool(_CLAIMS_HUMAN.search(normalise(sentence)))
