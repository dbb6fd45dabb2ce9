"""`turnwise ask`: one question, or a file of them, through the agent."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from service.cli import options
from service.cli.failing import misused

CONCURRENT_WITH_MODEL = 8


def command(
    text: Annotated[
        str | None,
        typer.Argument(metavar="TEXT", help="What a customer asks.", callback=options.typed_text, show_default=False),
    ] = None,
    input: options.Input = None,  # noqa: A002 - the option's own name
    store: Annotated[
        bool,
        typer.Option(
            "--store",
            help="Keep each line as a conversation of the channel `cli`, with its turn, lead and hand-off; a running "
            "server or worker then grades it.",
        ),
    ] = False,
    at: options.At = None,
    json: options.Json = False,
    concurrency: options.Concurrency = None,
) -> None:
    """Ask the agent.

    Input lines: {"id", "messages": [{"role": "user" or "assistant", "content"}], "context": [texts]}, the conversation
    so far with the customer's message last; with context (optional) it answers from those texts alone. Output lines:
    {"id", "reply", "citations", "answered", "confidence", "language", "intent", "sentiment", "handoff", "lead",
    "latency_ms"}, and "tool_calls" where tools were called. Nothing is stored without --store.
    """
    from service.cli.loop import run

    if (text is None) == (input is None):
        misused("give either a TEXT or --input FILE.jsonl")
    if text is not None and not text.strip():
        misused("the question has no text")
    if input is not None:
        run(_ask_lines(input, concurrency, at, store=store))
    elif text is not None:
        run(_ask(text, at, store=store, as_json=json))


async def _ask_lines(source: Path, concurrent: int | None, at: int | None, *, store: bool) -> None:
    from service.brain import build_brain
    from service.cli.answering import answer, answer_json, lead_of
    from service.cli.batch import answer_lines
    from service.cli.opening import opened, retriever_at
    from service.cli.records import AskLine
    from service.cli.storing import store_turn
    from service.in_force import with_saved_policies

    async with opened() as installation, retriever_at(installation, at) as retriever:
        brain = build_brain(retriever, installation.database)
        brain = replace(brain, context=await with_saved_policies(brain.context, installation.database))

        async def ask(line: AskLine) -> dict[str, Any]:
            question = line.question()
            outcome = await answer(brain, question)
            lead = lead_of(brain, question, outcome)
            if store:
                await store_turn(installation.database, brain.plan, question, outcome, lead)
            return answer_json(line.id, outcome, lead)

        # Without a model an answer is computed, and computing several at once only makes each of them late.
        at_a_time = concurrent or (CONCURRENT_WITH_MODEL if brain.context.models.streams else 1)
        await answer_lines(source, AskLine, ask, at_a_time)


async def _ask(text: str, at: int | None, *, store: bool, as_json: bool) -> None:
    from service.brain import build_brain
    from service.cli.answering import answer, answer_json, lead_of, show
    from service.cli.opening import opened, retriever_at
    from service.cli.output import emit
    from service.cli.records import AskLine
    from service.cli.storing import store_turn
    from service.in_force import with_saved_policies

    question = AskLine.model_validate({"id": "1", "messages": [text]}).question()
    async with opened() as installation, retriever_at(installation, at) as retriever:
        brain = build_brain(retriever, installation.database)
        brain = replace(brain, context=await with_saved_policies(brain.context, installation.database))
        outcome = await answer(brain, question)
        lead = lead_of(brain, question, outcome)
        if store:
            await store_turn(installation.database, brain.plan, question, outcome, lead)
    if as_json:
        emit(answer_json("1", outcome, lead))
    else:
        show(outcome, lead)
