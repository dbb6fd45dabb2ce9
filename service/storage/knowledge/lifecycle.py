"""Publishing, review, expiry and roll-back of documents' versions, and the record of who did it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from knowledge.document import Access, Status, Version
from knowledge.lifecycle import Action, NotAllowed, after, check_validity
from service.storage.database import Database
from service.storage.knowledge.publishing import apply_due, lock, plan_next, publish, put_in_force, record, set_status
from service.storage.knowledge.rows import VERSION_COLUMNS, version_of
from service.storage.tables import document_events, document_versions, documents
from service.storage.types import AnyRow, now

GREEN = "replay_passed"
"""The event of a replay that got nothing worse."""


class NoSuchVersion(LookupError):
    """There is no such document, or no such version of it."""


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what when; `version` is None where it concerns the whole document."""

    document_id: str
    document: str
    version: int | None
    at: datetime
    actor: str
    action: str
    detail: str


class Lifecycle:
    """Every step is one transaction: of two people who act on the same version, the second is told."""

    def __init__(self, database: Database, clock: Callable[[], datetime] = now, *, needs_replay: bool = False) -> None:
        """`needs_replay`: a version is published only after a green replay. Rolling back needs none: it is urgent."""
        self._database = database
        self._clock = clock
        self._needs_replay = needs_replay

    async def versions(self, document_id: str) -> list[Version]:
        """All versions of a document, newest first."""
        async with self._database.read() as connection:
            found = await connection.execute(
                select(*VERSION_COLUMNS)
                .where(document_versions.c.document_id == document_id)
                .order_by(document_versions.c.version.desc())
            )
            return [version_of(row) for row in found]

    async def events(self, document_id: str, limit: int = 200) -> list[Event]:
        """What was done with a document, newest first; also after it was deleted."""
        async with self._database.read() as connection:
            found = await connection.execute(
                select(document_events)
                .where(document_events.c.document_id == document_id)
                .order_by(document_events.c.at.desc(), document_events.c.id.desc())
                .limit(limit)
            )
            return [_event(row) for row in found]

    async def act(
        self,
        document_id: str,
        version: int,
        action: Action,
        *,
        actor: str,
        expected: Status | None = None,
        detail: str = "",
    ) -> Version:
        """Take one version a step further. `expected` is the status that the actor saw.

        Raises `NoSuchVersion`, and `NotAllowed` where the version cannot do that, or has moved on meanwhile.
        """
        at = self._clock()
        async with self._database.write() as connection:
            await lock(connection)
            await apply_due(connection, at)
            before = await _version(connection, document_id, version)
            if expected is not None and before.status != expected:
                raise NotAllowed(
                    f"Version {version} is {before.status} now, not {expected}: somebody else was faster. Look again."
                )
            if action == "publish" and self._needs_replay and not await _is_green(connection, document_id, version):
                raise NotAllowed(
                    f"Version {version} needs a green replay before it is published: "
                    "turnwise eval replay --since DAY --draft DOCUMENT"
                )
            if action == "roll_back" and not before.made_by:
                raise NotAllowed("This version was stored before versions could be rolled back; upload its file again.")
            reached = after(action, before.status, now=at, valid_from=before.valid_from, valid_until=before.valid_until)
            if reached == "published":
                await publish(connection, document_id, version)
            else:
                await set_status(connection, document_id, version, reached)
                if before.status == "published":
                    await put_in_force(connection, document_id, None)
            await record(connection, document_id, version, at=at, actor=actor, action=action, detail=detail)
            await _touch(connection, document_id, at)
            await plan_next(connection)
            return await _version(connection, document_id, version)

    async def replayed(self, document_id: str, version: int, *, green: bool, detail: str, actor: str) -> None:
        """Record how a replay of stored conversations over a version went. Raises `NoSuchVersion`."""
        async with self._database.write() as connection:
            await lock(connection)
            await _version(connection, document_id, version)
            action = GREEN if green else "replay_failed"
            await record(connection, document_id, version, at=self._clock(), actor=actor, action=action, detail=detail)

    async def set_validity(
        self, document_id: str, version: int, valid_from: datetime | None, valid_until: datetime | None, *, actor: str
    ) -> Version:
        """Change from when until when a version holds; what that brings about happens at once.

        Raises `NoSuchVersion` and `NotAllowed`.
        """
        at = self._clock()
        check_validity(valid_from, valid_until)
        async with self._database.write() as connection:
            await lock(connection)
            await apply_due(connection, at)
            before = await _version(connection, document_id, version)
            await connection.execute(
                update(document_versions)
                .where(document_versions.c.document_id == document_id, document_versions.c.version == version)
                .values(valid_from=valid_from, valid_until=valid_until)
            )
            if before.status == "published" and valid_from is not None and valid_from > at:
                await set_status(connection, document_id, version, "scheduled")
                await put_in_force(connection, document_id, None)
            if before.status == "scheduled" and valid_from is None:
                await publish(connection, document_id, version)
            said = f"{_said(valid_from)} – {_said(valid_until)}"
            await record(connection, document_id, version, at=at, actor=actor, action="set_validity", detail=said)
            await _touch(connection, document_id, at)
            await apply_due(connection, at)
            return await _version(connection, document_id, version)

    async def set_access(
        self, document_id: str, access: Access | None, products: Sequence[str] | None, *, actor: str
    ) -> None:
        """Change whom a document may answer and what it is about; None leaves it. Raises `NoSuchVersion`."""
        at = self._clock()
        changed = {"access": access, "products": None if products is None else list(dict.fromkeys(products))}
        values = {name: value for name, value in changed.items() if value is not None}
        async with self._database.write() as connection:
            await lock(connection)
            found = await connection.execute(
                update(documents)
                .where(documents.c.id == document_id, documents.c.deleted.is_(False), documents.c.latest_version > 0)
                .values(updated_at=at, **values)
                .returning(documents.c.published_version)
            )
            row = found.first()
            if row is None:
                raise NoSuchVersion("There is no such document.")
            if row.published_version is not None and values:
                await put_in_force(connection, document_id, row.published_version)
            said = ", ".join(f"{name}: {value}" for name, value in values.items())
            await record(connection, document_id, None, at=at, actor=actor, action="set_access", detail=said)


async def _version(connection: AsyncConnection, document_id: str, version: int) -> Version:
    found = await connection.execute(
        select(*VERSION_COLUMNS)
        .join(documents, documents.c.id == document_versions.c.document_id)
        .where(
            document_versions.c.document_id == document_id,
            document_versions.c.version == version,
            documents.c.deleted.is_(False),
        )
    )
    row = found.first()
    if row is None:
        raise NoSuchVersion("There is no such document, or no such version of it.")
    return version_of(row)


async def _is_green(connection: AsyncConnection, document_id: str, version: int) -> bool:
    """Whether the version's last replay was green."""
    last = (
        select(document_events.c.action)
        .where(document_events.c.document_id == document_id)
        .where(document_events.c.version == version)
        .where(document_events.c.action.in_((GREEN, "replay_failed")))
        .order_by(document_events.c.at.desc(), document_events.c.id.desc())
        .limit(1)
    )
    return (await connection.execute(last)).scalar() == GREEN


async def _touch(connection: AsyncConnection, document_id: str, at: datetime) -> None:
    await connection.execute(update(documents).where(documents.c.id == document_id).values(updated_at=at))


def _event(row: AnyRow) -> Event:
    return Event(row.document_id, row.document, row.version, row.at, row.actor, row.action, row.detail)


def _said(moment: datetime | None) -> str:
    return moment.isoformat(timespec="minutes") if moment else "…"
