"""What `turnwise webhook` does for CRMs, groups and mailboxes."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from service.cli.hooks_told import opened_integrations

if TYPE_CHECKING:
    from service.storage.integrations.integrations import Kind


async def add_crm(
    kind: "Kind",
    name: str,
    config: dict[str, Any],
    events: Sequence[str] | None,
    min_score: int | None,
    *,
    as_json: bool,
) -> None:
    """Enter one that is told of leads; its template is tried first."""
    from service.cli.options import local_user
    from service.cli.output import emit, screen
    from service.integrations.configs import LeadFilters

    filters = LeadFilters(min_score=min_score)
    async with opened_integrations() as opened:
        told = events or ["lead.created"]
        made = await opened.integrations.add(kind, name[:100], config, told, filters, local_user())
    if as_json:
        emit({"id": made.integration.id, "name": made.integration.name})
    else:
        screen().print(made.integration.id)


async def print_preview(integration_id: str | None, body: str | None, lead_id: str | None) -> None:
    """The JSON alone, so that it can be piped on."""
    import orjson

    from service.cli.failing import fail

    if integration_id is None and body is None:
        fail("name a CRM, as `turnwise webhook list` shows it, or a template by --body")
    given = {} if body is None else {"body": body}
    if integration_id is None:
        given["url"] = "https://crm.example.com"
    async with opened_integrations() as opened:
        request = await opened.integrations.preview(given, integration_id, lead_id)
    print(orjson.dumps(orjson.loads(request.body), option=orjson.OPT_INDENT_2).decode())  # noqa: T201 - to be piped
