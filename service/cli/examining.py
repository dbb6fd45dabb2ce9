"""What `turnwise knowledge check` shows."""

from typing import Literal

from knowledge.health.messages import summary
from service.cli.opening import opened
from service.cli.output import emit, screen
from service.knowledge.examination import examine

_COLOURS = {"high": "red", "medium": "yellow", "low": ""}


async def examine_all(language: Literal["en", "zh"], *, as_json: bool) -> None:
    """All findings, the gravest first."""
    async with opened() as installation:
        found = await examine(installation.knowledge, installation.database)
    if as_json:
        for finding in found:
            record = finding.as_json()
            emit({"kind": finding.kind, "severity": finding.severity, "summary": summary(finding, language)} | record)
        return
    console = screen()
    for finding in found:
        console.print(
            f"{finding.severity:<6} {finding.kind}: {summary(finding, language)}", style=_COLOURS[finding.severity]
        )
        for evidence in finding.evidence:
            console.print(f"         {evidence.document}: {' '.join(evidence.text.split())[:200]}", style="dim")
    if not found:
        console.print("Nothing is wrong with what is published.")
