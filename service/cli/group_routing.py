"""What `turnwise group routing` does: show a group's routing as YAML, or put that of a file in force."""

from pathlib import Path
from typing import Any


async def show_routing(name: str) -> None:
    """As YAML; the defaults where nothing is set."""
    from service.cli.opening import opened_database
    from service.cli.output import screen
    from service.routing.group_changes import routing_of
    from service.users.teams import group_named

    async with opened_database() as database, database.read() as connection:
        group_id = await group_named(connection, name)
        _, policy = await routing_of(connection)
    screen().print(_as_yaml(policy.of(group_id).model_dump(mode="json")), end="", markup=False, highlight=False)


async def put_file(name: str, path: Path) -> None:
    """All that the file leaves out has its default; `overflow_to` may be a group's name."""
    from service.cli.opening import opened_database
    from service.cli.output import tell
    from service.quality.rules import BY_COMMAND_LINE
    from service.routing.group_changes import put_routing, read_routing, routing_of
    from service.storage.users.groups import find_group
    from service.users.teams import group_at_work

    document = _read(path)
    async with opened_database() as database, database.write() as connection:
        group_id = await group_at_work(connection, name)
        if isinstance(document.get("overflow_to"), str):
            document["overflow_to"] = await find_group(connection, document["overflow_to"]) or document["overflow_to"]
        number, _ = await routing_of(connection)
        await put_routing(connection, database, group_id, read_routing(document), number, BY_COMMAND_LINE)
    tell(f"In force for {name}, in every process from its next look on.")


def _read(path: Path) -> dict[str, Any]:
    import yaml

    from service.cli.failing import misused

    try:
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        misused(f"{path} cannot be read as YAML: {error}")
    if not isinstance(document, dict | None):
        misused(f"{path} must map names like strategy and capacity to values: see docs/routing.md")
    return {str(key): value for key, value in (document or {}).items()}


def _as_yaml(document: dict[str, Any]) -> str:
    import yaml

    return str(yaml.safe_dump(document, allow_unicode=True, sort_keys=False))
