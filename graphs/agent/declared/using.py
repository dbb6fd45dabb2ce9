"""One use of a declared tool: limited and confirmed in code, its result a source, its failure told as it is."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from time import perf_counter
from typing import Any

from graphs.agent.asking_back import accepts
from graphs.agent.declared.declaration import BUILT_IN
from graphs.agent.declared.result import Result, plain, record, shown, told
from graphs.agent.declared.toolbox import DeclaredTool
from graphs.agent.declared.words import fill
from graphs.agent.tool import Situation, ToolResult
from graphs.evidence import TOOL, Evidence, describe
from graphs.masking import masked
from graphs.turn import Passage, ToolCall, ToolOutcome


@dataclass(frozen=True, slots=True)
class Use:
    """`about` is the customer's question that the result answers, where it is known."""

    tool: DeclaredTool
    arguments: Mapping[str, Any]
    situation: Situation
    about: str = ""

    async def result(self) -> ToolResult:
        """Call it, or say why not: the customer has to say yes first, or the limits are reached."""
        situation, declaration = self.situation, self.tool.declaration
        replies, language = situation.context.prompts.replies, situation.language
        if declaration.confirm and not self._confirmed():
            question = self.tool.confirmation(self.arguments, language, replies)
            return ToolResult(content="not called: the customer must say yes first", question=question)
        left_s = self._left_s()
        if left_s <= 0:
            return self._without_result("refused", replies.say(language, "tool_limit"), 0.0)
        started = perf_counter()
        result = await self.tool.caller(self.arguments, _digest([situation.key, *self._identity]), left_s)
        elapsed_ms = (perf_counter() - started) * 1000
        match result.status:
            case "ok":
                return self._found(result, elapsed_ms)
            case "not_found":
                text = self._not_found()
                return self._source("not_found", text, text, elapsed_ms)
            case status:
                return self._without_result(status, replies.say(language, "tool_failed"), elapsed_ms)

    def _left_s(self) -> float:
        """How long this call may take; 0 where there have been enough."""
        limits, situation = self.situation.context.declared.limits, self.situation
        own = [call for call in situation.calls if call.name not in BUILT_IN]
        if len(own) >= limits.calls_per_turn or situation.calls_before + len(own) >= limits.calls_per_conversation:
            return 0.0
        spent_s = sum(call.elapsed_ms for call in own) / 1000
        return min(self.tool.declaration.timeout_s, limits.seconds_per_turn - spent_s)

    def _confirmed(self) -> bool:
        """Whether the agent's last message asked about exactly this call, and the customer says yes and no more."""
        replies = self.situation.context.prompts.replies
        asked = {self.tool.confirmation(self.arguments, language, replies) for language in ("en", "zh")}
        return self.situation.last_reply in asked and accepts(self.situation.asked)

    def _found(self, result: Result, elapsed_ms: float) -> ToolResult:
        fields = shown(self.tool.declaration, result.data)
        reply = told(self.tool.declaration, fields, self.arguments, self.situation.language)
        text = "\n\n".join(part for part in (reply, record(self._masked(), fields)) if part)
        return self._source("ok", text, reply, elapsed_ms)

    def _not_found(self) -> str:
        own, situation = self.tool.declaration.not_found, self.situation
        if own is not None:
            values = {name: plain(value) for name, value in self.arguments.items()}
            return fill(own.say(situation.language), values)
        details = self.tool.described(self.arguments)
        return situation.context.prompts.replies.say(situation.language, "tool_not_found", details=details)

    def _source(self, outcome: ToolOutcome, text: str, reply: str, elapsed_ms: float) -> ToolResult:
        """What the tool knows stands beside the documents' passages: cited like them, and checked against."""
        name = f"{TOOL}{self.tool.declaration.name}"
        title = self.tool.declaration.title.say(self.situation.language)
        passage = Passage(name, f"{name}:{_digest(self._identity)[:12]}", text, 1.0, title)
        return self._result(outcome, (passage,), reply, elapsed_ms)

    def _without_result(self, outcome: ToolOutcome, told: str, elapsed_ms: float) -> ToolResult:
        """The model reads the words that the customer is told, so that it makes nothing up."""
        return self._result(outcome, (), told, elapsed_ms)

    def _result(self, outcome: ToolOutcome, passages: tuple[Passage, ...], reply: str, elapsed_ms: float) -> ToolResult:
        situation, name = self.situation, self.tool.declaration.name
        evidence = Evidence(
            passages=passages,
            confidence=1.0 if passages else 0.0,
            language=situation.language,
            first=situation.next_number,
            question=self.about,
            reply=reply,
            tool=name,
            arguments=dict(self.arguments),
        )
        call = ToolCall(name, self._masked(), outcome, elapsed_ms)
        return ToolResult(content=describe(evidence), evidence=evidence, call=call)

    def _masked(self) -> dict[str, Any]:
        """The arguments as they are kept: without contact details."""
        regions = self.situation.context.policy.phone_regions
        return {name: masked(value, regions) for name, value in self.arguments.items()}

    @property
    def _identity(self) -> list[Any]:
        return [self.tool.declaration.name, dict(self.arguments)]


def _digest(parts: list[Any]) -> str:
    return hashlib.sha256(json.dumps(parts, sort_keys=True, default=str).encode()).hexdigest()
