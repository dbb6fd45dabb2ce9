"""A chat model without a model: it answers with the sentences of the search results that fit best."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from langchain_core.callbacks import AsyncCallbackManagerForLLMRun, CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.language_models.base import LanguageModelInput
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, ToolMessage
from langchain_core.outputs import ChatGeneration, ChatResult
from langchain_core.runnables import Runnable
from langchain_core.tools import BaseTool

from graphs.evidence import Evidence
from graphs.quoting import CERTAIN, WORTH_SAYING, Quote, best_quotes, join_quotes
from knowledge import sentences
from prompts.replies import Replies

NAME = "extractive"
_MOST_QUOTES = 3
_MARKER = re.compile(r"\s*\[\d+\]")


class ExtractiveChatModel(BaseChatModel):
    """Follows the tool-calling protocol of the other models: reads the `Evidence` of tool messages, cites with [n].

    Below `answer_threshold` it says that it does not know; it asks for no tool and never alters what it quotes. What
    a tool of the installation tells in its own words it passes on.
    """

    replies: Replies
    answer_threshold: float = 0.4
    max_sentences: int = _MOST_QUOTES

    def styled(self, replies: Replies, most: int | None) -> "ExtractiveChatModel":
        """The same with other fixed replies, and at most so many sentences for a question."""
        return self.model_copy(update={"replies": replies, "max_sentences": min(_MOST_QUOTES, most or _MOST_QUOTES)})

    @property
    def _llm_type(self) -> str:
        return NAME

    def bind_tools(
        self, tools: Sequence[dict[str, Any] | type | Callable[..., Any] | BaseTool], **kwargs: Any
    ) -> Runnable[LanguageModelInput, AIMessage]:
        """Itself: it answers from what was searched for it."""
        return self

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        return ChatResult(generations=[ChatGeneration(message=AIMessage(content=self._reply(messages)))])

    async def _agenerate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: AsyncCallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        # Ranking a handful of passages takes well under a millisecond: a thread would cost more than it saves.
        return self._generate(messages)

    def _reply(self, messages: Sequence[BaseMessage]) -> str:
        found = _searched(messages)
        language = found[0].language if found else "en"
        looked_up = [evidence for evidence in found if evidence.reply]
        settled = {evidence.question for evidence in looked_up}
        searched = [evidence for evidence in found if evidence.question not in settled]
        questions = [*looked_up, *(evidence for evidence in searched if evidence.question)]
        extra = [evidence for evidence in searched if not evidence.question]
        answers = [
            _told(evidence) if evidence.reply else self._answer([evidence, *extra], len(questions))
            for evidence in questions
        ]
        if not any(answers):
            return self.replies.say(language, "unknown")
        told = [
            answer or self.replies.say(language, "unknown_part", question=evidence.question)
            for answer, evidence in zip(answers, questions, strict=True)
        ]
        # One row may answer two questions: what delivery costs, and how long it takes.
        return "\n".join(one for at, one in enumerate(told) if _bare(one) not in map(_bare, told[:at]))

    def _answer(self, found: Sequence[Evidence], questions: int) -> str:
        """Quotes for the question of the first evidence; empty where nothing supports an answer."""
        language = found[0].language
        limit = self.max_sentences if questions == 1 else min(2, self.max_sentences)
        quotes: list[Quote] = []
        # Where the search is half sure, a sentence that fits the question very well still answers it.
        for threshold, least in ((self.answer_threshold, WORTH_SAYING), (self.answer_threshold / 2, CERTAIN)):
            trusted = [evidence for evidence in found if evidence.confidence >= threshold]
            quotes = quotes or best_quotes(found[0].question, trusted, language, limit, least)
        if not quotes or _speaks(quotes, language):
            return join_quotes(quotes)
        return f"{self.replies.say(language, 'quote_in_other_language')}\n{join_quotes(quotes)}"


def _searched(messages: Sequence[BaseMessage]) -> list[Evidence]:
    """What was searched since the customer's last message."""
    found: list[Evidence] = []
    for message in reversed(messages):
        match message:
            case HumanMessage():
                break
            case ToolMessage(artifact=Evidence() as evidence):
                found.append(evidence)
            case _:
                pass
    return found[::-1]


def _told(evidence: Evidence) -> str:
    """A tool's own words for its result, each sentence with its source where there is one."""
    if not evidence.passages:
        return evidence.reply
    return "\n".join(
        "".join(f"{line[start:end]} [{evidence.first}]{line[end : end + 1]}" for start, end in sentences.spans(line))
        for line in evidence.reply.splitlines()
    )


def _bare(answer: str) -> str:
    return _MARKER.sub("", answer)


def _speaks(quotes: Sequence[Quote], language: str) -> bool:
    return any(quote.language in (language, "und") for quote in quotes)
