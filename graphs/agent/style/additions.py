"""What is added beneath an answer: what it must say, and disclaimers; neither twice."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from graphs.agent.style.document import Disclaimer, Required, Style, Topic
from graphs.agent.style.phrases import Phrases, laid_bare
from graphs.turn import Edit, Message


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerGiven:
    """An answer, and what it is about: `documents` are the names of those that it cites."""

    reply: str
    asked: str
    language: str
    intent: str
    channel: str = ""
    documents: Sequence[str] = ()
    history: Sequence[Message] = ()


def additions_for(style: Style, answer: AnswerGiven) -> list[Edit]:
    """What to add, in the document's order; what the reply says already, or has been said once, is left out."""
    if not (style.required or style.disclaimers):
        return []
    said = laid_bare(answer.reply)
    told = [laid_bare(message.text) for message in answer.history if message.role != "customer"]
    found: list[Edit] = []
    for one, text in _texts(style, answer.language):
        bare = laid_bare(text)
        if bare in said or (one.often == "once" and any(bare in before for before in told)):
            continue
        if is_about(answer, one.topic):
            found.append(Edit("required" if isinstance(one, Required) else "disclaimer", text))
            said = f"{said}\n{bare}"
    return found


def is_about(answer: AnswerGiven, topic: Topic) -> bool:
    """Whether the answer is one on this topic."""
    if topic.channels and answer.channel not in topic.channels:
        return False
    if not (topic.intents or topic.keywords or topic.documents):
        return True
    return (
        answer.intent in topic.intents
        or any(fnmatchcase(name, pattern) for name in answer.documents for pattern in topic.documents)
        or bool(Phrases(topic.keywords).first_in(f"{answer.asked}\n{answer.reply}"))
    )


def _texts(style: Style, language: str) -> Iterator[tuple[Required | Disclaimer, str]]:
    both: tuple[Required | Disclaimer, ...] = (*style.required, *style.disclaimers)
    for one in both:
        if text := one.text.in_language(language):
            yield one, text
