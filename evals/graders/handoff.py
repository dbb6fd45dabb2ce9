"""Was it right to hand this conversation to a person, or to keep it? Judged by the words and by what came afterwards.

Labels: `needed_and_made`, `missed` (a person was needed and none came), `needless` (one came and none was needed),
`not_needed`; `not_applicable` where it is not known whether the conversation was handed over or what followed. The
score is how likely what was done was right.
"""

import math
from dataclasses import dataclass

from evals.afterwards import Afterwards, look_back, wants_person
from evals.circling import Circling, circling
from evals.contact_details import details
from evals.cues import ANNOUNCES_PERSON, DANGER, DECLINES_PERSON, GREETS, WANTS_CONTACT
from evals.need_cues import AMBIGUOUS, KINDS, ONLY_ASKED, PERSON, WAITS
from evals.need_of_person import WHY, Need, need_of
from evals.satisfaction import tone as tone_of
from evals.text import asks
from graphs.evaluator.grader import Grade, GradingContext, Stage
from graphs.human_request import asks_for_human
from graphs.wearing_out import says_again

VERSION = "2"
STAGE = Stage.OUTCOME
LABELS = ("needed_and_made", "missed", "needless", "not_needed")

_UNKNOWN_ODDS = -1.0
_TONE_UNKNOWN = 0.5


@dataclass(frozen=True, slots=True)
class _Signs:
    """What was seen, before it is weighed. `need` and `need_after` are log-odds that the words call for a
    person; `lead` says that the customer wants to hear from the shop later, which a call back serves.
    """

    need: float
    kind: str
    likely: str
    person: bool
    declined: bool
    lead: bool
    announced: bool
    circling: Circling
    after: Afterwards
    need_after: float
    kind_after: bool
    person_after: bool
    tone: float


async def grader(context: GradingContext) -> Grade:
    """Weigh the signs of a need in what was said and in what followed, then compare it with what was done."""
    turn = context.turn
    handed_off = turn.handed_off if turn.handed_off is not None else (True if turn.handoff else None)
    after = await context.shared(look_back)
    if handed_off is None or after is None:
        return Grade.not_applicable("it is not known whether it was handed over, or what followed")
    signs = await _signs(context, after, handed_off)
    odds = _of_handed_over(signs) if handed_off else _of_kept(signs)
    needed = 0.0 if GREETS.search(turn.question) else 1 / (1 + math.exp(-odds))
    evidence = tuple(text for text in (turn.question, after.words) if text.strip())
    if handed_off:
        if needed >= 0.5:
            return Grade.passed(_why(signs), "needed_and_made", needed, evidence)
        return Grade.failed("no need for a person can be seen", "needless", needed, evidence)
    if needed >= 0.5:
        return Grade.failed(f"{_why(signs)}, and no person came", "missed", 1 - needed, evidence)
    return Grade.passed("no need for a person can be seen", "not_needed", 1 - needed)


# Round weights, set by hand on `evals/developing`.
def _of_kept(signs: _Signs) -> float:
    """The log-odds that a person was needed where none came: the need shows before, or in what followed."""
    content = signs.after.no_longer_needed or signs.after.solved is True
    return (
        0.3
        + 0.7 * signs.need
        + 2.4 * bool(signs.kind)
        + 2.5 * signs.person
        - 3.0 * signs.declined
        - 1.5 * signs.lead
        + 0.7 * signs.circling.same_replies
        + 0.5 * signs.circling.asked_again
        + 0.8 * signs.circling.refusals
        + 0.8 * max(0, signs.circling.promises - 1)
        + 0.7 * max(signs.need_after, -1.5)
        + 0.6 * signs.kind_after
        + 2.0 * signs.person_after
        + 0.8 * (signs.after.unhappy or says_again(signs.after.words))
        - 4.0 * content
        + 3.0 * (0.5 - signs.tone)
    )


def _of_handed_over(signs: _Signs) -> float:
    """The same where one came: who had only asked something says so, who needed a person takes it."""
    words = signs.after.words
    return (
        2.0
        + 0.8 * signs.need
        + 1.5 * bool(signs.kind)
        + 1.5 * signs.person
        - 3.0 * signs.declined
        + 1.5 * (signs.after.was_upset and not signs.after.content)
        + 0.7 * signs.circling.same_replies
        + 0.5 * signs.circling.asked_again
        + 0.8 * signs.circling.refusals
        + 0.6 * signs.circling.promises
        + (1.5 * bool(WAITS.search(words)) if signs.announced else -1.5)
        - 2.0 * bool(ONLY_ASKED.search(words))
        - 1.0 * asks(words)
        - 2.0 * signs.after.no_longer_needed
        + 1.0 * signs.person_after
    )


async def _signs(context: GradingContext, after: Afterwards, handed_off: bool) -> _Signs:
    turn, words = context.turn, after.words
    question = turn.question
    need = need_of(await context.meaning(question))
    tone = await context.shared(tone_of)
    later = need_of(await context.meaning(words)) if words.strip() else None
    declined = bool(DECLINES_PERSON.search(question))
    kind = _kind(question, need)
    lead = kind != "bulk" and bool(WANTS_CONTACT.search(question) or details(question))
    return _Signs(
        need=_odds(need),
        kind=kind,
        likely=need.kind if need else "",
        # What triage acts on is asked only where it did not act: else its decision would be judged by itself.
        person=not declined
        and (
            wants_person(question)
            or (not lead and (bool(PERSON.search(question)) or (not handed_off and asks_for_human(question))))
        ),
        lead=lead,
        declined=declined,
        announced=not turn.reply.strip() or bool(ANNOUNCES_PERSON.search(turn.reply)),
        circling=circling(turn),
        after=after,
        need_after=_odds(later),
        kind_after=bool(_kind(words, later)),
        person_after=after.wants_person or bool(PERSON.search(words)),
        tone=_TONE_UNKNOWN if tone is None else tone,
    )


def _kind(text: str, meant: Need | None) -> str:
    """The kind of need that the words name, empty where they name none.

    Words that are as often harmless count where the message as a whole means a need, too.
    """
    if meant is not None and meant.probability < 0.5:
        text = AMBIGUOUS.sub(" ", text)
    if DANGER.search(text):
        return "danger"
    return next((kind for kind, words in KINDS.items() if words.search(text)), "")


def _odds(need: Need | None) -> float:
    return need.odds if need else _UNKNOWN_ODDS


def _why(signs: _Signs) -> str:
    """What weighs most, in words."""
    if signs.person:
        return WHY["person"]
    if signs.kind:
        return WHY[signs.kind]
    if signs.circling.same_replies or signs.circling.asked_again:
        return "the same was said again and again"
    if signs.circling.promises > 1:
        return "promise followed promise"
    if signs.circling.refusals:
        return "the question was left without an answer"
    if signs.need > 0:
        return WHY[signs.likely]
    if signs.person_after:
        return "the customer then asked for a person"
    return "what the customer said next shows that it was needed"
