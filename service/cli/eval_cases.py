"""`turnwise eval import`, `export`, `case`, `schema`: where cases come from, where they go, and what they look like."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from service.cli.evaluating import suite_folder
from service.cli.failing import fail

if TYPE_CHECKING:
    from collections.abc import Iterable

    from evals.offline.case import AnyCase, Case
    from evals.offline.format import Format

FormatName = Annotated[
    str, typer.Option("--format", "-f", metavar="NAME", help="csv, deepeval, openai or openai_items.")
]
Into = Annotated[Path | None, typer.Option(metavar="SUITE", help="The suite that gets them; else stdout.")]


class Part(StrEnum):
    """What a schema is of."""

    SUITE = "suite"
    CASE = "case"
    SIMULATED = "simulated"


def import_cases(
    file: Annotated[Path, typer.Argument(help="A CSV table, or JSON: DeepEval's goldens, OpenAI's evals.")],
    kind: FormatName,
    into: Into = None,
    language: Annotated[str, typer.Option(help="The language of cases that name none.")] = "en",
) -> None:
    """Make cases of another system's file. A line that is wrong is told, and then nothing is written."""
    from evals.offline.format import FormatError, read_cases

    try:
        cases = read_cases(file, _format(kind), language)
    except FormatError as error:
        fail(str(error))
    _put(cases, into)


def export_cases(
    suite: Annotated[str, typer.Argument(metavar="SUITE", help="A folder, or the name of a shipped suite.")],
    kind: FormatName,
) -> None:
    """Write a suite's scripted cases to stdout as another system reads them; what has no place there is left out."""
    from evals.offline.suite import SuiteError, load_suite
    from service.cli.output import tell

    try:
        found = load_suite(suite_folder(suite))
    except SuiteError as error:
        fail(str(error))
    for line in _format(kind).write(found.scripted):
        typer.echo(line)
    if left_out := len(found.cases) - len(found.scripted):
        tell(f"{left_out} simulated cases were left out: no other format has them")


def make_case(
    conversation: Annotated[str, typer.Argument(help="The id of a stored conversation.")],
    into: Into = None,
    blank: Annotated[
        bool, typer.Option("--blank", help="Expect nothing; else what the agent did is taken for right.")
    ] = False,
) -> None:
    """Make a case of a stored conversation, its contact details masked."""
    from service.cli.loop import run

    _put([run(_promoted(conversation, blank=blank))], into)


def show_schema(
    part: Annotated[Part, typer.Argument(help="suite.yaml, a scripted case, or a simulated one.")] = Part.CASE,
) -> None:
    """Print the JSON schema (2020-12) of a suite's files, for editors to check by."""
    import orjson
    from pydantic import BaseModel

    from evals.offline.case import Case, SimulatedCase
    from evals.offline.suite import SuiteHead

    models: dict[Part, type[BaseModel]] = {Part.SUITE: SuiteHead, Part.CASE: Case, Part.SIMULATED: SimulatedCase}
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema"} | models[part].model_json_schema()
    typer.echo(orjson.dumps(schema, option=orjson.OPT_INDENT_2).decode())


def _format(name: str) -> "Format":
    from evals.offline.format import load_formats

    kinds = load_formats()
    if name not in kinds:
        fail(f"there is no format {name}; there are {', '.join(kinds)}")
    return kinds[name]


def _put(cases: "Iterable[AnyCase]", into: Path | None) -> None:
    from evals.offline.format import case_line
    from service.cli.output import tell

    lines = {case.id: case_line(case) for case in cases}
    if into is None:
        for line in lines.values():
            typer.echo(line)
        return
    from evals.offline.suite import SuiteError, add_cases

    try:
        add_cases(into, lines)
    except SuiteError as error:
        fail(str(error))
    tell(f"{len(lines)} case{'s' if len(lines) > 1 else ''} added to {into / 'cases.jsonl'}")


async def _promoted(conversation_id: str, *, blank: bool) -> "Case":
    from service.errors import TurnwiseError
    from service.evaluation.promotion import case_of
    from service.resources import open_database
    from service.settings import Settings

    async with open_database(Settings()) as database, database.read() as connection:
        try:
            return await case_of(connection, conversation_id, blank=blank)
        except TurnwiseError as error:
            fail(error.detail)
