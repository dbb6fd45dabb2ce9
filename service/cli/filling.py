"""What `turnwise demo fill` does around the filling itself: what is there before, the first admin, the progress."""

from service.cli.demo import demo_tools, ensure_demo
from service.cli.failing import fail as end
from service.cli.output import tell
from service.cli.progress import measuring
from service.demo_days.clock import SetClock
from service.demo_days.fill import Wanted, beginning, fill, look
from service.resources import open_database
from service.settings import Settings
from service.storage.types import now, timed_by
from service.users.auth import Logins


async def filled(wanted: Wanted, *, beside: bool) -> int | None:
    """How many conversations there are afterwards; None where they were there before.

    Ends with exit code 1 where there are others, unless they may be `beside` the demo's.
    """
    settings, until = Settings(), now()
    settings.data.mkdir(parents=True, exist_ok=True)
    async with open_database(settings) as database:
        standing = await look(database)
        if standing.filled:
            return None
        if standing.conversations and not beside:
            end(
                f"there are {standing.conversations} conversations here already, yours or of a broken-off fill: "
                "set TURNWISE_DATA to an empty folder, or add --beside to have the demo's among your own."
            )
        password = await Logins(database).ensure_admin(settings.admin_email, settings.admin_password)
        if password:
            tell(f"Log in to the console as {settings.admin_email} with the password {password}")
        clock = SetClock(beginning(wanted, until))
        with timed_by(clock):
            await ensure_demo(settings)
        tell(f"Playing {wanted.conversations} visits of {wanted.days} days")
        with demo_tools(clock), measuring("visits") as told:
            await fill(settings, database, clock, wanted, until, told)
        return (await look(database)).conversations
