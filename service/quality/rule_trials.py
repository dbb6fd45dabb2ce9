"""Rules tried on past turns before they are in force: what they would have hit."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

from evals.rules.book import Hit, RuleBook
from evals.rules.document import RuleSet
from evals.rules.packs import all_rules
from graphs.evaluator.grader import GradingContext, Sense, Stage
from service.storage.database import Database
from service.storage.grading.rule_turns import past_turns

SHOWN = 5


@dataclass(frozen=True, slots=True)
class TriedHit:
    """One of the turns that a rule would have hit."""

    turn_id: str
    conversation_id: str
    at: datetime | None
    quote: str
    reason: str


@dataclass(slots=True)
class TriedRule:
    """How many turns a rule would have hit, with the latest of them."""

    rule: str
    hits: int = 0
    examples: list[TriedHit] = field(default_factory=list)


@dataclass(slots=True)
class Trial:
    """`turns` were looked at, of which `turns_hit` would have been hit by any rule; `rules` are the active ones."""

    turns: int = 0
    turns_hit: int = 0
    rules: dict[str, TriedRule] = field(default_factory=dict)


async def try_rules(
    database: Database,
    document: RuleSet,
    sense: Sense | None,
    *,
    since: datetime | None,
    limit: int,
    examples: int = SHOWN,
    on_turns: Callable[[int], None] = lambda _turns: None,
) -> Trial:
    """What the active rules would have hit among the latest turns. Nothing is stored. `on_turns` hears of each page."""
    book = RuleBook(document)
    trial = Trial(rules={rule.id: TriedRule(rule.id) for rule in all_rules(document) if rule.active})
    async with database.read() as connection:
        async for contexts in past_turns(connection, since, limit):
            for context in contexts:
                _count(trial, context, await _hits(book, context, sense), examples)
            on_turns(trial.turns)
            await asyncio.sleep(0)  # customers are answered in between
    return trial


async def _hits(book: RuleBook, context: GradingContext, sense: Sense | None) -> list[Hit]:
    seeing = replace(context, sense=sense)
    return [hit for stage in Stage for hit in await book.hits(seeing, stage) or ()]


def _count(trial: Trial, context: GradingContext, hits: list[Hit], examples: int) -> None:
    trial.turns += 1
    trial.turns_hit += bool(hits)
    for hit in hits:
        tried = trial.rules[hit.rule]
        tried.hits += 1
        if len(tried.examples) < examples:
            turn = context.turn
            reply = turn.replies[hit.reply]
            quote = hit.quote or reply.text[:200]
            tried.examples.append(TriedHit(turn.id, turn.conversation_id, reply.at, quote, hit.reason))
