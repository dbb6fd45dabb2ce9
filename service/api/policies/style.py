"""The agent's style: read it, put another one in force, see what was in force when."""

from typing import Literal

from fastapi import APIRouter

from graphs.agent.style.document import Style
from graphs.agent.style.fixed_replies import conflicts
from graphs.agent.style.persona import introduction
from prompts.replies import LANGUAGES
from prompts.tones import toned
from service.api.policies.policy_documents import PolicyChange, PolicyHistory, PolicyPage, checked, history_of, save
from service.deps import CurrentCaller, CurrentResources, Reading, needs
from service.errors import InvalidPolicy, Misplaced
from service.resources import Resources
from service.rest.shown import problems
from service.roles import Right
from service.storage.policies import PolicyKind, newest_policy

router = APIRouter(prefix="/api/policy/style", tags=["policy"], dependencies=needs(Right.SEE, Right.MANAGE))


class StylePage(PolicyPage[Style]):
    """`fixed_words` are said, by language, where the style has no own: the greeting, and what the agent says it is."""

    fixed_words: dict[Literal["greeting", "about"], dict[str, str]]


@router.get("", responses=problems(401, 403))
async def get_style(connection: Reading, resources: CurrentResources) -> StylePage:
    """The style in force: the one saved last, else that of the settings."""
    return await _page(connection, resources)


@router.put("", responses=problems(401, 403, 409, 422))
async def put_style(change: PolicyChange, caller: CurrentCaller, resources: CurrentResources) -> StylePage:
    """Put a style in force, for the next turn of every process. A mistake is told by its field."""
    style = checked(Style.model_validate, change.document)
    if found := conflicts(style, resources.brain.context.prompts.fixed):
        raise InvalidPolicy([Misplaced(f"forbidden.{one.place}", one.code, one.problem) for one in found])
    await save(PolicyKind.STYLE, style, change.based_on, caller.by, resources)
    async with resources.database.read() as connection:
        return await _page(connection, resources)


@router.get("/history", responses=problems(401, 403))
async def get_style_history(connection: Reading) -> PolicyHistory:
    """What was saved when, and by whom."""
    return await history_of(PolicyKind.STYLE, connection)


async def _page(connection: Reading, resources: Resources) -> StylePage:
    saved = await newest_policy(connection, PolicyKind.STYLE)
    style = (await resources.policies.look(connection)).style
    replies = toned(resources.brain.context.prompts.fixed, style.tone)
    return StylePage(
        number=saved.number if saved else 0,
        document=style,
        at=saved.at if saved else None,
        by=saved.by if saved else None,
        fixed_words={
            "greeting": {language: replies.say(language, "greeting") for language in LANGUAGES},
            "about": {language: introduction(Style(), language, replies) for language in LANGUAGES},
        },
    )
