"""A turn as a judge reads it: its texts between marks that none of them can hold, without words to the grader."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from evals.model_judge import ModelJudge, Part
from graphs.evaluator.grader import GradingContext
from graphs.to_grader import speaks_to_grader
from graphs.turn import Message
from knowledge.sentences import spans

LEFT_OUT = "[…]"
"""Stands where words to the grader stood."""
_SPEAKERS = {"customer": "Customer", "agent": "Service", "operator": "Service (a person)"}
_MOST_MESSAGES, _MOST_PASSAGES = 20, 20
_MOST_CHARS = 12_000
"""Of each part; a turn of usual length has a tenth of it."""


@dataclass(frozen=True, slots=True)
class Case:
    """`text` is what the model gets; `shown` are the texts in it, to look for quotes in.

    `to_grader` are the sentences that speak to the grader and were left out, each with the part that it stood in; `cut`
    are the parts that are too long, of which the end was left out; of what was said before, the beginning.
    """

    text: str
    shown: tuple[str, ...]
    to_grader: tuple[tuple[Part, str], ...] = ()
    cut: tuple[Part, ...] = ()


def lacking(judge: ModelJudge, context: GradingContext) -> str:
    """Which part of the turn is not known, or not there, that this judge cannot do without; empty where none is."""
    for group in judge.needs:
        if not any(_is_there(part, context) for part in group):
            return " or ".join(sorted(part.value.lower() for part in group))
    return ""


def case_of(judge: ModelJudge, context: GradingContext) -> Case:
    """What this judge is shown of the turn."""
    texts: dict[Part, str] = {}
    cut, to_grader = [], list[tuple[Part, str]]()
    for part in judge.reads:
        text = _text(part, context)
        if text is None:
            continue
        if len(text) > _MOST_CHARS:
            # Of what was said before, what came last is what the turn refers to.
            is_before = part is Part.HISTORY
            text = f"(cut here)\n{text[-_MOST_CHARS:]}" if is_before else f"{text[:_MOST_CHARS]}\n(cut here)"
            cut.append(part)
        texts[part], spoken = without_words_to_grader(text)
        to_grader += [(part, sentence) for sentence in spoken]
    # A text cannot hold a mark that is made of it.
    mark = sha256("\0".join(texts.values()).encode()).hexdigest()[:12]
    told = "\n\n".join(f"<<<{part} {mark}\n{text}\n<<<END {mark}" for part, text in texts.items())
    return Case(told, tuple(texts.values()), tuple(to_grader), tuple(cut))


def without_words_to_grader(text: str) -> tuple[str, tuple[str, ...]]:
    """The text without the sentences that speak to whoever grades it, and those sentences."""
    found = [(start, end) for start, end in spans(text) if speaks_to_grader(text[start:end])]
    kept, at = [], 0
    for start, end in found:
        kept += [text[at:start], LEFT_OUT]
        at = end
    return "".join((*kept, text[at:])), tuple(text[start:end] for start, end in found)


def _is_there(part: Part, context: GradingContext) -> bool:
    if part is Part.HISTORY:
        return any(message.role != "customer" for message in context.turn.history)
    return bool(_text(part, context))


def _text(part: Part, context: GradingContext) -> str | None:
    """The part as the model reads it; None where it is not known or there is nothing of it."""
    turn = context.turn
    match part:
        case Part.HISTORY:
            return _said(turn.history[-_MOST_MESSAGES:]) or None
        case Part.QUESTION:
            return turn.question
        case Part.REPLY:
            return turn.reply.strip() or None
        case Part.PASSAGES:
            return None if turn.passages is None else "\n\n".join(_passages(context)) or "(none was found)"
        case Part.FOLLOWING:
            return "\n".join(message.text for message in context.following or ()).strip() or None
        case Part.ENDING:
            return _ending(context)
        case Part.HANDOFF:
            handed_off = turn.handed_off if turn.handed_off is not None else (True if turn.handoff else None)
            return None if handed_off is None else ("yes" if handed_off else "no")


def _said(messages: Sequence[Message]) -> str:
    return "\n".join(f"{_SPEAKERS[message.role]}: {message.text}" for message in messages)


def _passages(context: GradingContext) -> Iterator[str]:
    for number, passage in enumerate((context.turn.passages or ())[:_MOST_PASSAGES], 1):
        above = " > ".join((passage.title, *passage.headings)).strip(" >")
        yield "\n".join(filter(None, (f"({number}) {above}".strip(), passage.text)))


def _ending(context: GradingContext) -> str | None:
    if context.ending is None:
        return "The customer said nothing more." if context.following == () else None
    word = {True: " The customer said that it was solved.", False: " The customer said that it was not solved."}
    return f"Ended by: {context.ending.by}.{word.get(context.ending.solved, '')}"  # type: ignore[arg-type]
