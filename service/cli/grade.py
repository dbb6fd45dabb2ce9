"""`turnwise grade`: turns from anywhere, by the graders that grade live ones."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from service.cli import options
from service.cli.failing import misused

if TYPE_CHECKING:
    from graphs.evaluator.grader import Grader
    from service.cli.judging import Judging

AT_ONCE_WITH_JUDGES = 8
"""Turns, each with as many requests as there are judges; TURNWISE_JUDGE_CONCURRENT bounds those."""


def command(
    input: options.Input = None,  # noqa: A002 - the option's own name
    grader: Annotated[
        list[str] | None, typer.Option("--grader", "-g", metavar="ID", help="Only this grader; may be repeated.")
    ] = None,
    rules: Annotated[
        Path | None,
        typer.Option("--rules", metavar="FILE.yaml", help="Judge by these rules, too.", exists=True, dir_okay=False),
    ] = None,
    list_graders: Annotated[bool, typer.Option("--list", help="List the graders with their labels.")] = False,
    json: options.Json = False,
) -> None:
    """Grade turns by the production graders.

    Input lines: {"id", "messages": [up to the customer's message], "reply", "next": [what the customer said next],
    "context": [texts], "citations", "handed_off", "lead"}; what is missing makes the graders that need it
    not_applicable. Output lines: {"id", "grades": [{"grader", "stage", "label", "score", "reason", "evidence",
    "version"}]}; 1 is good, 0 is bad. With --rules there are `rules` and `rules_outcome`, too, whose evidence names
    each hit; rules for a channel, a group or a time are about no such line. Where TURNWISE_MODEL_JUDGE names a model,
    its judges grade, too, as often as is set; those that --grader names grade every line.
    """
    from evals.judge import load_graders
    from service.cli.judging import judges_here, needs_judge

    judging = judges_here(grader or ())
    graders = (*load_graders(), *(() if rules is None else _by_rules(rules)), *judging.graders)
    if list_graders:
        _list(graders, as_json=json)
        return
    if input is None:
        misused("give --input FILE.jsonl, or --list")
    known = [one.id for one in graders]
    if unknown := sorted(set(grader or ()) - set(known)):
        misused(f"no such grader: {', '.join(unknown)}; there are {', '.join(known)}{needs_judge(unknown)}")
    from service.cli.loop import run

    run(_grade_lines(input, graders, grader or None, judging, as_json=json))


async def _grade_lines(
    source: Path, graders: tuple["Grader", ...], only: list[str] | None, judging: "Judging", *, as_json: bool
) -> None:
    from evals.grade_lines import BadLine, GradedLine, grade_line, grade_lines, numbered_lines
    from graphs.evaluator.graph import build_evaluator
    from knowledge.embed import Embedder
    from knowledge.settings import KnowledgeSettings
    from service.cli.batch import size_of
    from service.cli.lines import open_lines
    from service.cli.output import emit
    from service.cli.pipeline import in_order
    from service.cli.progress import reading

    embedder = await Embedder.open(KnowledgeSettings())
    evaluator, embed, sense = build_evaluator(graders), embedder.embed_questions, embedder.meaning
    try:
        async with judging.opened():
            with open_lines(source) as lines, reading(size_of(source)) as advance:
                if judging.graders:  # who waits for a model does so for several turns; to compute is no quicker so
                    one = partial(grade_line, evaluator=evaluator, only=only, embed=embed, sense=sense)
                    found = in_order(numbered_lines(lines.texts()), one, AT_ONCE_WITH_JUDGES)
                else:
                    found = grade_lines(lines.texts(), evaluator, only=only, embed=embed, sense=sense)
                async for graded in found:
                    match graded:
                        case BadLine(number, problem):
                            lines.report(number, problem)
                        case GradedLine():
                            (emit if as_json else _show)(graded.to_json())
                    advance(completed=lines.read_bytes)
    finally:
        await embedder.close()
    lines.finish()


def _by_rules(file: Path) -> tuple["Grader", ...]:
    from evals.rules.book import RuleBook
    from evals.rules.grade import rule_graders
    from service.cli.rule_files import sound

    return rule_graders(RuleBook(sound(file)), 0)


def _show(graded: dict[str, Any]) -> None:
    from graphs.evaluator.grader import BY_MODEL
    from service.cli.output import screen

    console = screen()
    console.print(str(graded["id"]), style="bold")
    judged = [grade["grader"] for grade in graded["grades"] if grade["grader"].endswith(BY_MODEL)]
    width = max((14, *(len(name) + 1 for name in judged)))
    for grade in graded["grades"]:
        score = "" if grade["score"] is None else f"{grade['score']:.2f}"
        console.print(f"  {grade['grader']:<{width}}{grade['label']:<16}{score:<6}{grade['reason']}")


def _list(graders: tuple["Grader", ...], *, as_json: bool) -> None:
    from graphs.evaluator.grader import COULD_NOT_GRADE, NO_JUDGEMENT, NOT_APPLICABLE
    from service.cli.output import emit, screen

    if as_json:
        for grader in graders:
            emit(
                {
                    "grader": grader.id,
                    "stage": grader.stage.value,
                    "version": grader.version,
                    "labels": list(grader.labels),
                    "description": grader.description,
                }
            )
        return
    console = screen()
    for grader in graders:
        console.print(f"{grader.id} ({grader.stage.value}, version {grader.version})", style="bold")
        others = NO_JUDGEMENT if grader.asks_model else (NOT_APPLICABLE, COULD_NOT_GRADE)
        console.print(f"  {', '.join(grader.labels)}; {', '.join(others)}")
        console.print(*(f"  {line}\n" for line in grader.description.splitlines() if line), sep="")
