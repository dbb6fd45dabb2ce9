"""What went wrong, in one line that tells what to do about it."""

import re
import sys
from typing import NoReturn

import typer


def fail(sentence: str) -> NoReturn:
    """Tell the user and end with exit code 1."""
    sys.stderr.write(f"Error: {sentence}\n")
    raise typer.Exit(1)


def misused(sentence: str) -> NoReturn:
    """Tell how the command is meant and end with exit code 2."""
    raise typer.BadParameter(sentence)


def explain(error: BaseException) -> str:
    """One line for a person. What is not one of our own errors names its type, and how to see more."""
    from pydantic import ValidationError
    from pydantic_settings import SettingsError

    from evals.interop.evaluation_events import TelemetryError
    from evals.problems import plain
    from graphs.agent.declared.load import ToolsFileError
    from graphs.connecting import ModelSetupError
    from graphs.prices import PricesError
    from knowledge.encoder import EncoderError
    from knowledge.lexicon import UnreadableLexicon
    from knowledge.reader import UnreadableDocument, UnsupportedFormat
    from knowledge.reranker import RerankerError
    from prompts import PromptError
    from service.errors import TurnwiseError

    match error:
        case TurnwiseError():
            return error.detail
        case EncoderError() | RerankerError() | UnreadableLexicon() | UnreadableDocument() | UnsupportedFormat():
            return _line(str(error))
        case ModelSetupError() | PricesError() | PromptError():
            return _line(str(error))
        case SettingsError():
            named = re.search(r'field "(\w+)"', str(error))
            return f"TURNWISE_{named[1].upper()} is not valid JSON" if named else _line(str(error))
        case ToolsFileError() | TelemetryError():
            return _line(str(error))
        case ValidationError() if error.title.endswith("Settings"):
            problems = error.errors(include_url=False, include_context=False, include_input=False)
            return "; ".join(f"TURNWISE_{_where(one['loc'])}: {plain(one['msg'])}" for one in problems)
        case OSError(strerror=str(what), filename=str(name)):
            return f"{name}: {what}"
        case _:
            return f"{type(error).__name__}: {_line(str(error))} (turnwise --debug ... shows where)"


def _line(text: str) -> str:
    return " ".join(text.split()) or "no further details"


def _where(loc: tuple[int | str, ...]) -> str:
    return ".".join(map(str, loc)).upper().removeprefix("TURNWISE_")
