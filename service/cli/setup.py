"""`turnwise setup`: what takes long at a first start, done now."""


def command() -> None:
    """Prepare the embedding model and the database, so that the first start is quick; a second run changes nothing."""
    from service.cli.loop import run

    run(_set_up())


async def _set_up() -> None:
    from service.cli.opening import opened
    from service.cli.output import tell

    async with opened() as installation:
        tell(f"Ready: {installation.knowledge.embedder.model_id}, state in {installation.settings.data.absolute()}")
