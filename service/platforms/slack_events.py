"""What Slack's hook delivers, read into messages: events (JSON) and tapped buttons (a form with `payload`).

From docs.slack.dev: apis/events-api, reference/events/message.im, .../app_mention, reference/interaction-payloads/
block_actions-payload, messaging/formatting-message-text.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any
from urllib.parse import parse_qs

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from service.channel.choices import chosen
from service.channel.errors import Malformed
from service.channel.interface import Attachment, Inbound, Kind
from service.platforms.slack_forms import SEND_ACTION, FormState, form_text
from service.platforms.slack_markup import plain

CHOICE_ACTION = "choice-"
"""How the ids of our own buttons begin; what other buttons say is not for us."""

_FORM = b"payload="
# Of the subtypes, only these are written by people; the others are notices, edits and withdrawals.
_WRITTEN = (None, "file_share", "me_message", "thread_broadcast")

_Id = Annotated[str, Field(pattern=r"^[A-Z0-9]{1,40}$")]
_Time = Annotated[str, Field(pattern=r"^[0-9]{1,11}\.[0-9]{1,9}$")]


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="allow")


class _Authorization(_Strict):
    team_id: str | None = None
    user_id: str | None = None


class _Envelope(_Strict):
    type: str
    challenge: str | None = None
    team_id: str | None = None
    authorizations: list[_Authorization] = []
    event: Any = None


class _AnyEvent(_Strict):
    type: str


class _File(_Strict):
    id: _Id
    name: str | None = None
    mimetype: str | None = None
    subtype: str | None = None


class _Profile(_Strict):
    display_name: str | None = None
    real_name: str | None = None


class _Said(_Strict):
    channel: _Id
    ts: _Time
    user: _Id | None = None
    channel_type: str | None = None
    subtype: str | None = None
    bot_id: str | None = None
    text: str | None = None
    thread_ts: _Time | None = None
    files: list[_File] = []
    team: str | None = None
    user_profile: _Profile | None = None


class _User(_Strict):
    id: _Id
    name: str | None = None
    team_id: str | None = None


class _Container(_Strict):
    channel_id: _Id
    message_ts: _Time
    thread_ts: _Time | None = None


class _Label(_Strict):
    text: str


class _Action(_Strict):
    action_id: str
    action_ts: _Time
    text: _Label
    value: str = ""


class _Team(_Strict):
    id: str


class _AnyInteraction(_Strict):
    type: str
    team: _Team | None = None


class _Tap(_Strict):
    user: _User
    container: _Container
    actions: list[_Action]
    state: FormState = FormState()


@dataclass(frozen=True, slots=True)
class _Place:
    """Where something was said: directly to the app or in a channel, where others read along."""

    channel: str
    ts: str
    thread_ts: str | None

    def contact(self, user: str) -> str:
        return user if self.channel.startswith("D") else f"{user}@{self.channel}"

    def person(self, team: str | None, user: str) -> str | None:
        """Not told in a channel, so that what is known of the person is not used there."""
        return f"slack:{team}:{user}" if team and self.channel.startswith("D") else None

    def thread(self) -> str:
        """A channel is answered in a thread, a direct message only where it is in one."""
        root = self.thread_ts if self.channel.startswith("D") else self.thread_ts or self.ts
        return f"{self.channel}:{root}" if root else self.channel


def read_delivery(body: bytes, team_id: str) -> str | tuple[Inbound, ...]:
    """What the handshake must be answered, or the messages to that workspace (to any for ""). Raises Malformed."""
    try:
        if body.startswith(_FORM):
            return _tapped(_payload(body), team_id)
        envelope = _Envelope.model_validate_json(body)
        if envelope.type == "url_verification" and envelope.challenge:
            return envelope.challenge
        teams = {envelope.team_id, *(one.team_id for one in envelope.authorizations)}
        if envelope.type != "event_callback" or (team_id and team_id not in teams):
            return ()
        message = _event(envelope)
    except (ValidationError, ValueError) as error:
        raise Malformed from error
    return (message,) if message else ()


def _payload(body: bytes) -> str:
    fields = parse_qs(body.decode(), keep_blank_values=True, max_num_fields=10, errors="strict")
    return fields["payload"][0]


def _event(envelope: _Envelope) -> Inbound | None:
    """A direct message, or one in a channel that mentions the app."""
    kind = _AnyEvent.model_validate(envelope.event).type
    if kind not in ("message", "app_mention"):
        return None
    said = _Said.model_validate(envelope.event)
    direct = said.channel.startswith("D")
    # A mention in a direct message is one already; in a channel the mention is what asks us.
    if direct != (kind == "message") or (direct and said.channel_type not in ("im", None)):
        return None
    if said.user is None or said.bot_id or said.subtype not in _WRITTEN:
        return None
    team, place = said.team or envelope.team_id, _Place(said.channel, said.ts, said.thread_ts)
    own = {one.user_id for one in envelope.authorizations if one.user_id}
    text = plain(said.text or "", own, leading=not direct)
    profile = said.user_profile or _Profile()
    return Inbound(
        key=f"{said.channel}:{said.ts}",
        contact=place.contact(said.user),
        contact_name=profile.display_name or profile.real_name or None,
        text=text,
        at=_time(said.ts),
        kind=_kind(said, text),
        thread=place.thread(),
        attachments=tuple(Attachment(file.id, file.name, file.mimetype) for file in said.files),
        person=place.person(team, said.user),
    )


def _tapped(payload: str, team_id: str) -> tuple[Inbound, ...]:
    """Which of our buttons was tapped: a choice is as good as written."""
    interaction = _AnyInteraction.model_validate_json(payload)
    team = interaction.team.id if interaction.team else None
    if interaction.type != "block_actions" or (team_id and team != team_id):
        return ()
    return tuple(_choices(_Tap.model_validate_json(payload), team))


def _choices(tap: _Tap, team: str | None) -> Iterator[Inbound]:
    user, container = tap.user, tap.container
    place, team = _Place(container.channel_id, container.message_ts, container.thread_ts), user.team_id or team
    for action in tap.actions:
        if text := _answer(action, tap.state):
            yield Inbound(
                key=f"{place.channel}:{action.action_ts}:{user.id}",
                contact=place.contact(user.id),
                contact_name=user.name,
                text=text,
                at=_time(action.action_ts),
                thread=place.thread(),
                person=place.person(team, user.id),
            )


def _answer(action: _Action, state: FormState) -> str:
    """What one of our buttons says: the choice on it, or the form above it; empty for others' and for an empty form."""
    if action.action_id == SEND_ACTION:
        return form_text(state, action.value)
    return chosen(action.value, action.text.text) if action.action_id.startswith(CHOICE_ACTION) else ""


def _kind(said: _Said, text: str) -> Kind:
    """The first file decides; a mention without a word is somebody who calls us."""
    if not said.files:
        mentioned = not said.channel.startswith("D")
        return "text" if text else "started" if mentioned else "unsupported"
    file = said.files[0]
    family = (file.mimetype or "").partition("/")[0]
    kinds: Mapping[str, Kind] = {"image": "image", "audio": "voice"}
    return "voice" if file.subtype == "slack_audio" else kinds.get(family, "file")


def _time(ts: str) -> datetime:
    return datetime.fromtimestamp(float(ts), UTC)
