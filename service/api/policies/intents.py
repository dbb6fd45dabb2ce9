"""The intents: read them, put another list in force, try a sentence with a list before that."""

from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, Field

from graphs.intent_document import IntentList, valid_intents
from graphs.intent_heads import FEWEST_EXAMPLES
from graphs.recogniser import LearntIntent, Recogniser
from service.api.policies.policy_documents import FormerPolicy, PolicyChange, PolicyHistory, PolicyPage, checked, save
from service.deps import CurrentCaller, CurrentResources, Reading, needs
from service.resources import Resources
from service.rest.shown import Shown, problems
from service.roles import Right
from service.storage.policies import PolicyKind, newest_policy, policy_history

router = APIRouter(prefix="/api/intents", tags=["intents"], dependencies=needs(Right.SEE, Right.MANAGE))

_FORMER_LISTS = 20
"""Lists are long: no more are given."""


class TakenFor(BaseModel):
    """What examples of an intent were taken for, and how many."""

    intent: str
    examples: int


class Learnt(BaseModel):
    """Of one intent's examples, how many are recognised when the others alone are learnt from."""

    name: str
    examples: int
    right: int
    taken_for: list[TakenFor]


class IntentsPage(PolicyPage[IntentList]):
    """The list in force. `learnt` has the intents with `fewest_examples` or more; null while they are being learnt."""

    learnt: list[Learnt] | None
    fewest_examples: int


class Trial(BaseModel):
    """A sentence, and the list to recognise it by: it need not be saved."""

    document: dict[str, Any]
    text: str = Field(min_length=1, max_length=4_000)


class Likely(Shown):
    """An intent with its probability, given that the sentence is about one of those learnt."""

    intent: str
    probability: float


class Tried(Shown):
    """What the sentence is taken for; `by` example (word for word), phrases, learnt (from the examples) or nothing."""

    intent: str
    by: str
    likeliest: list[Likely]


@router.get("", responses=problems(401, 403))
async def get_intents(connection: Reading, resources: CurrentResources) -> IntentsPage:
    """The list in force: the one saved last, else the one of the settings."""
    return await _page(connection, resources)


@router.put("", responses=problems(401, 403, 409, 422))
async def put_intents(change: PolicyChange, caller: CurrentCaller, resources: CurrentResources) -> IntentsPage:
    """Learn a list, for seconds, and put it in force: here at once, elsewhere when it is learnt there, too.

    A mistake is told by its field.
    """
    document = checked(valid_intents, change.document)
    recogniser = resources.intents.of(document)
    await recogniser.heads.ready()
    await save(PolicyKind.INTENTS, document, change.based_on, caller.by, resources)
    async with resources.database.read() as connection:
        return await _page(connection, resources)


@router.post("/try", responses=problems(401, 403, 422))
async def try_intents(trial: Trial, resources: CurrentResources) -> Tried:
    """What a sentence is taken for by this list, learnt for it where it is a new one."""
    recogniser = resources.intents.of(checked(valid_intents, trial.document))
    meaning = await resources.brain.context.retriever.meaning(trial.text)
    return Tried.model_validate(await recogniser.recognise(trial.text, meaning))


@router.get("/history", responses=problems(401, 403))
async def get_intents_history(connection: Reading) -> PolicyHistory:
    """What was saved when, and by whom: the latest lists."""
    former = await policy_history(connection, PolicyKind.INTENTS, _FORMER_LISTS)
    return PolicyHistory(policies=[FormerPolicy.model_validate(one) for one in former])


async def _page(connection: Reading, resources: Resources) -> IntentsPage:
    saved = await newest_policy(connection, PolicyKind.INTENTS)
    document = (await resources.policies.look(connection)).intents
    resources.intents.take(document)
    return IntentsPage(
        number=saved.number if saved else 0,
        document=document,
        at=saved.at if saved else None,
        by=saved.by if saved else None,
        learnt=_learnt(resources.intents.of(document)),
        fewest_examples=FEWEST_EXAMPLES,
    )


def _learnt(recogniser: Recogniser) -> list[Learnt] | None:
    told = recogniser.confusions()
    return None if told is None else [_shown(one) for one in told]


def _shown(one: LearntIntent) -> Learnt:
    taken_for = [TakenFor(intent=intent, examples=times) for intent, times in one.taken_for]
    return Learnt(name=one.name, examples=one.examples, right=one.right, taken_for=taken_for)
