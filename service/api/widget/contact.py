"""Details that visitors leave in the widget's forms: before the chat, or in the card below a message that asks."""

from typing import Annotated

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field, StringConstraints

from graphs.lead.typed import KINDS, typed
from graphs.turn import Contact
from service.deps import CurrentSite, CurrentVisitor, address_of, needs_visitor
from service.errors import InvalidForm, Misplaced
from service.incoming.sources import MAX_VALUE_CHARS
from service.rest.shown import ClientId, Message, Shown, problems
from service.storage.leads.form_rows import language_of, save_form
from service.storage.messages.receive import Incoming
from service.storage.types import now
from service.texts import clean
from service.widget.words import consent_in, in_words

router = APIRouter(prefix="/api/widget", tags=["widget"])

Typed = Annotated[str, StringConstraints(max_length=400)]


class FilledForm(BaseModel):
    """What a visitor filled in, by kind (`phone`, `email`, `name`, ...), and whether they ticked the box.

    With a `client_id` it is said as a message of theirs, too, which is answered: what the card in a chat does.
    """

    fields: dict[Annotated[str, StringConstraints(max_length=20)], Typed] = Field(max_length=20)
    topic: Annotated[str, StringConstraints(max_length=1_000)] = ""
    consent: bool = False
    client_id: ClientId | None = None


class FormTaken(Shown):
    """The details are stored; `message` is what was said with them, null where nothing was."""

    message: Message | None


@router.post("/contact", dependencies=[needs_visitor], responses=problems(401, 404, 409, 422, 429, 503))
async def leave(form: FilledForm, request: Request, visitor: CurrentVisitor, site: CurrentSite) -> FormTaken:
    """Store details with the sentence that the visitor agreed to; what is no such detail is told by its field."""
    await site.limits.message(visitor.id, address_of(request))
    resources, at = site.resources, now()
    contacts = _checked(form)
    account = await site.widgets.account(visitor.account_id)
    widget = await site.widgets.find(account.key)
    async with resources.database.write() as connection:
        language = await language_of(connection, visitor.conversation_id)
        consent = consent_in(widget.settings.consent.in_language(language), language)
        topic = clean(form.topic).strip()[:MAX_VALUE_CHARS]
        await save_form(
            connection, resources.database, visitor.conversation_id, contacts, topic, consent if contacts else "", at
        )
    resources.live.changed("conversation", visitor.conversation_id)
    resources.live.changed("leads")
    if form.client_id is None or not contacts:
        return FormTaken(message=None)
    receipt = await resources.turns.receive(
        Incoming(
            key=f"{visitor.conversation_id}:{form.client_id}",
            where=visitor.conversation_id,
            text=in_words(contacts, language),
            at=at,
            client_id=form.client_id,
        )
    )
    return FormTaken.model_validate(receipt)


def _checked(form: FilledForm) -> list[Contact]:
    """The details, normalised. Raises InvalidForm with what is wrong where."""
    found: list[Contact] = []
    wrong: list[Misplaced] = []
    for kind, text in form.fields.items():
        written = clean(text).strip()
        if not written:
            continue
        if kind not in KINDS:
            wrong.append(Misplaced(kind, "unknown_field", "is no kind of detail that is known here"))
        elif contact := typed(kind, written):
            found.append(contact)
        else:
            wrong.append(Misplaced(kind, "no_detail", f"this is no {kind}"))
    if found and not form.consent:
        wrong.append(Misplaced("consent", "not_agreed", "agree that the details are stored, or leave none"))
    if not found and not form.topic.strip() and not wrong:
        wrong.append(Misplaced("", "empty", "fill in at least one field"))
    if wrong:
        raise InvalidForm(wrong)
    return found
