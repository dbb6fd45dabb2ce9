"""What `turnwise group archive`, `restore` and `delete` do."""


async def archive_named(name: str) -> None:
    """Archive the group of this name, and say how much of what waited in it waits for others now."""
    from service.cli.opening import opened_database
    from service.cli.output import tell
    from service.quality.rules import BY_COMMAND_LINE
    from service.routing.group_changes import archive
    from service.users.teams import group_named

    async with opened_database() as database:
        async with database.read() as connection:
            group_id = await group_named(connection, name)
        passed_on = await archive(database, group_id, BY_COMMAND_LINE)
    tell(f"{name} takes nothing any more. Conversations that waited in it and wait for others now: {len(passed_on)}.")


async def restore_named(name: str) -> None:
    """Restore the group of this name."""
    from service.cli.opening import opened_database
    from service.cli.output import tell
    from service.routing.group_changes import restore
    from service.users.teams import group_named

    async with opened_database() as database:
        async with database.read() as connection:
            group_id = await group_named(connection, name)
        await restore(database, group_id)
    tell(f"{name} is a group again: turnwise group add puts operators into it.")


async def delete_named(name: str) -> None:
    """Delete the group of this name where nothing rests on it."""
    from service.cli.opening import opened_database
    from service.cli.output import tell
    from service.quality.rules import BY_COMMAND_LINE
    from service.routing.group_changes import remove
    from service.users.teams import group_named

    async with opened_database() as database:
        async with database.read() as connection:
            group_id = await group_named(connection, name)
        await remove(database, group_id, BY_COMMAND_LINE)
    tell(f"{name} is deleted.")
