"""Asking the model: within the budget, again where the answer cannot be used, and counted whatever comes of it."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from socket import gaierror

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage

from evals.judging.ledger import Ledger
from evals.judging.verdict import RefusedError, UnusableAnswerError, Verdict, read_verdict
from graphs.named_model import ModelFailedError, NamedModel
from graphs.prices import usage_of
from graphs.turn import Usage

log = logging.getLogger(__name__)

ATTEMPTS = 2
"""How often a judge is asked for an answer that can be used; what fails on the way is tried again by the client."""
ANSWER_TOKENS = 500
_FRAME_TOKENS = 200
_NOTHING = Usage()


class CouldNotJudgeError(Exception):
    """The judge gave no verdict; the text says why, without its words."""


class BudgetSpentError(Exception):
    """The tokens of the day are used up."""


@dataclass(frozen=True, slots=True)
class Question:
    """What the model is asked, and the labels that it may answer by."""

    messages: tuple[BaseMessage, ...]
    labels: Sequence[str]


async def ask(question: Question, model: NamedModel, ledger: Ledger) -> Verdict:
    """The model's verdict. Raises CouldNotJudgeError and BudgetSpentError."""
    messages, problem = question.messages, ""
    for _ in range(ATTEMPTS):
        message = await _counted(messages, model, ledger)
        try:
            return read_verdict(message, question.labels)
        except RefusedError as error:
            raise CouldNotJudgeError(f"{model.name} refused to judge this turn") from error
        except UnusableAnswerError as error:
            problem = str(error)
            again = f"Your answer could not be used: {problem}. Answer the question again, as you were told to."
            messages = (*question.messages, HumanMessage(again))
    raise CouldNotJudgeError(f"the answer of {model.name} could not be used: {problem}")


async def _counted(messages: Sequence[BaseMessage], model: NamedModel, ledger: Ledger) -> AIMessage:
    """One request. Where nobody told its tokens, it counts as was guessed; where it never got through, as nothing."""
    guessed = guess(messages)
    reserved = await ledger.reserve(guessed.input_tokens + guessed.output_tokens)
    if reserved is None:
        raise BudgetSpentError
    used = guessed  # also where this is cancelled
    try:
        message = await model.ask(messages)
        counted = usage_of(message, model.price)
        used = counted if counted.input_tokens else guessed
        return message
    except ModelFailedError as error:
        log.warning("a judge gave no answer: %s", error)
        cause = error.__cause__
        used = _NOTHING if _never_got_through(cause) else guessed
        what = f" ({type(cause).__name__})" if cause else ", and is left alone for a while"
        raise CouldNotJudgeError(f"{model.name} gave no answer{what}") from error
    finally:
        await ledger.settle(reserved, used)


def _never_got_through(error: BaseException | None) -> bool:
    """Whether nothing can have been counted: the model rests, nobody listens, or the server said no.

    Each provider's client wraps the errors of its transport in its own way.
    """
    if error is None or hasattr(error, "status_code"):
        return True
    while error is not None:
        if isinstance(error, ConnectionRefusedError | gaierror):
            return True
        error = error.__cause__ or error.__context__
    return False


def guess(messages: Sequence[BaseMessage]) -> Usage:
    """Rather too many tokens than too few: one for three ASCII characters, one for every other character."""
    text = "".join(str(message.content) for message in messages)
    ascii_chars = sum(map(str.isascii, text))
    return Usage(ascii_chars // 3 + len(text) - ascii_chars + _FRAME_TOKENS, ANSWER_TOKENS, cost=None)
