"""Does the reply contradict the knowledge base, or what the customer was told earlier in the conversation?

Labels: `consistent`, `contradicts_knowledge` (its passages or citations), `contradicts_earlier` (a reply before,
whoever gave it, that is not taken back); `not_applicable` where nobody replied or there is nothing to compare with.
Compared are amounts, dates and prices for the same subject, yes and no, and opposites; what needs reasoning is left to
a judge. The score is 1 less how surely two sentences clash.
"""

import re

from evals.disagreement import Clash, clash, turned
from graphs.evaluator.grader import Grade, GradingContext, Stage
from graphs.table_rows import as_it_stands
from graphs.turn import Message, Turn

VERSION = "2"
STAGE = Stage.REPLY
LABELS = ("consistent", "contradicts_knowledge", "contradicts_earlier")

_TAKES_BACK = re.compile(
    r"\bcorrection\b|\b(?:i|we) (?:was|were|have been) (?:wrong|mistaken)|\b(?:i|we) made (?:a|an) (?:mistake|error)"
    r"|\bi misspoke\b|\bmy mistake\b|\bapologi[sz]e for the (?:confusion|error|mistake)"
    r"|更正|纠正|刚才(?:说|答|回复)(?:错|有误)"
    r"|(?:说|答)错了|口误|之前(?:的)?(?:回答|回复|说法)(?:有误|不准确|不对)",
    re.IGNORECASE,
)


async def grader(context: GradingContext) -> Grade:
    """Compare each sentence with the passages first, then with earlier replies unless the reply takes them back."""
    turn = context.turn
    if not turn.reply.strip():
        return Grade.not_applicable("nobody replied")
    known, earlier = _known(turn), _exchanges(turn.history)
    if not known and not earlier:
        return Grade.not_applicable("there is nothing to compare with")
    said = as_it_stands(turn.reply, known)
    found = [one for text in known if (one := clash(said, text, turn.question))]
    if found:
        return _failed("contradicts_knowledge", max(found, key=lambda one: one.strength))
    if not _TAKES_BACK.search(turn.reply):
        found = [one for _, reply in earlier if (one := clash(turn.reply, reply, turn.question))]
        if one := turned(turn.question, turn.reply, earlier):
            found.append(one)
    if found:
        return _failed("contradicts_earlier", max(found, key=lambda one: one.strength))
    return Grade.passed("contradicts nothing that it was compared with", "consistent")


def _failed(label: str, found: Clash) -> Grade:
    return Grade.failed(found.how, label, 1 - found.strength, (found.ours, found.theirs))


def _known(turn: Turn) -> list[str]:
    """The passages, or the quotes where only those are known."""
    if turn.passages is not None:
        return [passage.text for passage in turn.passages]
    return [citation.quote for citation in turn.citations or ()]


def _exchanges(history: tuple[Message, ...]) -> list[tuple[str, str]]:
    """Every earlier reply with the customer's words before it, the latest first."""
    found: list[tuple[str, str]] = []
    asked = ""
    for message in history:
        if message.role == "customer":
            asked = message.text
        else:
            found.append((asked, message.text))
    return found[::-1]
