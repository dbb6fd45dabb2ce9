"""The judges of an installation as graders; none where no model is named for them."""

import asyncio
from collections.abc import Collection
from dataclasses import replace
from functools import partial
from hashlib import sha256

from langchain_core.language_models import BaseChatModel
from langchain_core.language_models.base import LanguageModelInput
from langchain_core.messages import AIMessage
from langchain_core.runnables import Runnable

from evals.judge import load_graders
from evals.judge_policy import ALWAYS
from evals.judging.grading import Bench, GradeByModel
from evals.judging.ledger import Ledger
from evals.judging.loading import load_judges
from evals.judging.settings import JudgeSettings
from evals.judging.verdict import TOOL, schema, tool
from evals.model_judge import ModelJudge
from graphs.breaker import Breaker
from graphs.connecting import connect
from graphs.endpoint import endpoint_of
from graphs.evaluator.grader import Grader
from graphs.named_model import NamedModel
from graphs.prices import load_prices
from graphs.settings import GraphSettings
from prompts import Prompt, load_prompt

WAITS_S = 600.0
"""The most that a grade may take, waiting for its turn included; each request has a limit of its own."""


def judge_graders(
    settings: GraphSettings, own: JudgeSettings, ledger: Ledger, named: Collection[str] = ()
) -> tuple[Grader, ...]:
    """A grader for each judge that is ever to be asked; those in `named` are asked about every turn.

    Raises what `connect`, `load_prices` and `load_prompt` raise.
    """
    endpoint = endpoint_of("judge", settings) if settings.model_judge else None
    if endpoint is None:
        return ()
    chat = connect(endpoint, settings.model_max_retries)
    model = NamedModel(
        endpoint.name,
        chat,
        deadline_s=settings.model_deadline_s,
        breaker=Breaker(settings.model_rest_after, settings.model_rest_s),
        price=load_prices(settings.prices).models.get(endpoint.name),
    )
    frame = load_prompt("judge/frame", settings.prompts)
    bench = Bench(ledger, own.judge_seed, asyncio.Semaphore(own.judge_concurrent))
    beside = {grader.id: grader for grader in load_graders()}
    graders = []
    for judge in load_judges():
        policy = ALWAYS if judge.id in named else own.judge_policies.get(judge.id, judge.policy)
        if policy.rate == 0:
            continue
        prompt = load_prompt(f"judge/{judge.beside}", settings.prompts)
        version = _version(judge, frame, prompt, endpoint.name)
        bound = replace(model, chat=_bound(chat, own.judge_output, judge))
        grade = GradeByModel(
            judge, frame.render(question=prompt.render()), version, bound, beside[judge.beside], policy, bench
        )
        graders.append(
            Grader(
                id=judge.id,
                version=version,
                stage=judge.stage,
                labels=tuple(judge.scores),
                grade=grade,
                timeout_s=WAITS_S,
                description=f"{judge.description}\n\nJudged by {endpoint.name}; asked about {policy}.",
                asks_model=True,
                takes=partial(policy.samples, seed=own.judge_seed) if policy.rate < 1 else None,
            )
        )
    return tuple(graders)


def _version(judge: ModelJudge, frame: Prompt, prompt: Prompt, model: str) -> str:
    """The judge's own version and a digest of all that its grades depend on beside it."""
    made_of = "\0".join((frame.digest, prompt.digest, model))
    return f"{judge.version}.{sha256(made_of.encode()).hexdigest()[:8]}"


def _bound(chat: BaseChatModel, output: str, judge: ModelJudge) -> Runnable[LanguageModelInput, AIMessage]:
    """The model, held to the labels of this judge by its provider as far as that can."""
    labels = tuple(judge.scores)
    if output == "json_schema":
        shape = {"name": TOOL, "strict": True, "schema": schema(labels)}
        return chat.bind(response_format={"type": "json_schema", "json_schema": shape})
    return chat.bind_tools([tool(labels)], tool_choice=TOOL)
