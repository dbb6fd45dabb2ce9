"""Turns with a known fault each, planted into a good turn about the demo shop; the diagnosis has no part in it."""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Literal

from evals.benchmarks.demo_matters import Matter, tells_of
from evals.benchmarks.good_turns import QUICK, Good, Planted, cite, customer_says, good_turn
from evals.diagnosis.causes import Cause
from evals.diagnosis.record import Record
from graphs.turn import Edit, HandoffReason, Message, Passage, ToolCall

_DIGITS = re.compile(r"\d+")
Plant = Callable[[Good, random.Random], Planted]


def planted(known: Sequence[Matter], base: tuple[Passage, ...], each: int, seed: int) -> Iterator[Planted]:
    """`each` turns of every cause, and as many good ones; the same for the same seed.

    Every second question is in the customer's own words.
    """
    for kind, plant in (("good", None), *((cause.value, plant) for cause, plant in PLANTS.items())):
        for number in range(each):
            rng = random.Random(f"{seed} {kind} {number}")  # noqa: S311 - it only varies made turns
            good = good_turn(f"{kind}-{number}", known, base, rng, own_words=number % 2 == 1)
            yield Planted(good.id, None, good.record, base) if plant is None else plant(good, rng)


def _unknown(good: Good) -> dict[str, object]:
    """A reply that says that nothing is known."""
    text = good.say("I am sorry, I could not find the answer to that.", "抱歉，没有找到相关的内容。")
    return {"replies": (Message("agent", text),), "citations": (), "answered": False, "model": "fixed"}


def _about_another(good: Good, rng: random.Random) -> dict[str, object]:
    """A reply from a passage about something else."""
    passage = rng.choice((good.turn.passages or ())[1:])
    said = " ".join(passage.text.split())[:160]
    return {"replies": (Message("agent", said),), "citations": (cite(passage, said),)}


def _unhappy(good: Good) -> tuple[Message, ...]:
    return customer_says(good.say("That does not answer my question.", "这没有回答我的问题。"))


def _without_hit(good: Good) -> tuple[Passage, ...]:
    return (good.turn.passages or ())[1:]


def _no_document(good: Good, rng: random.Random) -> Planted:
    """Every document about the matter is taken away."""
    base = tuple(one for one in good.base if not tells_of(good.matter, one))
    changes = _unknown(good) if rng.random() < 0.5 else _about_another(good, rng)
    record = good.with_turn(passages=_without_hit(good), confidence=0.15, **changes)
    return good.spoilt(Cause.NO_DOCUMENT, replace(record, following=_unhappy(good)), base)


def _not_retrieved(good: Good, rng: random.Random) -> Planted:
    """The passage is dropped from the hits."""
    changes = _unknown(good) if rng.random() < 0.5 else _about_another(good, rng)
    record = good.with_turn(passages=_without_hit(good), confidence=round(rng.uniform(0.1, 0.6), 2), **changes)
    return good.spoilt(Cause.NOT_RETRIEVED, replace(record, following=_unhappy(good)))


def _not_used(good: Good, rng: random.Random) -> Planted:
    """The hit stays, and another one is quoted."""
    record = good.with_turn(**_about_another(good, rng))
    return good.spoilt(Cause.NOT_USED, replace(record, following=_unhappy(good)))


def _wrong(good: Good, rng: random.Random) -> Planted:
    """A number of the answer is another, or something is added that no document says."""
    answer, numbers = good.matter.answer, list(_DIGITS.finditer(good.matter.answer))
    if numbers and rng.random() < 0.6:
        at = rng.choice(numbers)
        said = f"{answer[: at.start()]}{int(at[0]) + rng.randint(2, 40)}{answer[at.end() :]}"
    else:
        said = answer + good.say(
            " Members of our loyalty club additionally receive a helicopter flight over Paris.",
            "金卡会员另外赠送巴黎直升机观光一次。",
        )
    record = good.with_turn(replies=(Message("agent", said),))
    quiet = rng.random() < 0.5
    return good.spoilt(Cause.WRONG, record if quiet else replace(record, following=_unhappy(good)))


def _unclear(good: Good, rng: random.Random) -> Planted:
    """Of two questions one is answered, or the answer drowns in its documents, or the customer asks again."""
    way: Literal["half", "long", "again"] = rng.choice(("half", "long", "again"))
    turn = good.turn
    again = good.say("Sorry, I do not get it. ", "没看懂。") + turn.question
    if way == "half":
        both = f"{turn.question} {good.other.question}"
        hits = (*(turn.passages or ())[:-1], replace(good.other.home, score=0.3))
        record = good.with_turn(asked=(Message("customer", both),), passages=hits)
        return good.spoilt(Cause.UNCLEAR, replace(record, following=customer_says(good.other.question)))
    if way == "long":
        passages = turn.passages or ()
        said = "\n".join(one.text for one in passages)
        cited = tuple(cite(one, one.text) for one in passages)
        record = good.with_turn(replies=(Message("agent", said),), citations=cited)
        return good.spoilt(Cause.UNCLEAR, replace(record, following=customer_says(again)))
    return good.spoilt(Cause.UNCLEAR, replace(good.record, following=customer_says(again)))


def _refused(good: Good, rng: random.Random) -> Planted:
    """The threshold is raised above the confidence, or the agent refuses although it is confident."""
    record = replace(good.with_turn(**_unknown(good)), following=_unhappy(good))
    if rng.random() < 0.5:
        record = replace(record, threshold=min(0.99, round((good.turn.confidence or 0) + 0.05, 2)))
    return good.spoilt(Cause.REFUSED, record)


def _order(good: Good, call: ToolCall, said: str, **changes: object) -> Record:
    """A turn about an order, for the order tool."""
    question = good.say("Where is my order TW-10023?", "我的订单 TW-10023 到哪儿了？")
    record = good.with_turn(
        asked=(Message("customer", question),), replies=(Message("agent", said),), citations=(), **changes
    )
    return replace(record, tool_calls=(call,))


def _call(outcome: Literal["ok", "failed", "timeout"], elapsed_ms: float) -> ToolCall:
    return ToolCall("order_status", {"order": "TW-10023"}, outcome, elapsed_ms)


def _slow_tool(good: Good, rng: random.Random) -> Planted:
    """The tool takes long and gives its result."""
    took_ms = rng.uniform(9_000, 40_000)
    said = good.say("Your order TW-10023 is on its way.", "您的订单 TW-10023 已经发出。")
    shown = Passage("order_status", "order_status:0", said, 1.0)
    timings = replace(QUICK, answer_ms=took_ms + 700, total_ms=took_ms + 800)
    record = _order(good, _call("ok", took_ms), said, passages=(shown,), timings=timings)
    record = replace(record, turn=replace(record.turn, citations=(cite(shown, said),)))
    return good.spoilt(Cause.SLOW_TOOL, replace(record, following=_waited(good, rng)))


def _slow_model(good: Good, rng: random.Random) -> Planted:
    """The model takes long and writes the right reply."""
    took_ms = rng.uniform(9_000, 40_000)
    record = good.with_turn(timings=replace(QUICK, answer_ms=took_ms, total_ms=took_ms + 60))
    return good.spoilt(Cause.SLOW_MODEL, replace(record, following=_waited(good, rng)))


def _waited(good: Good, rng: random.Random) -> tuple[Message, ...]:
    if rng.random() < 0.5:
        return good.record.following or ()
    return customer_says(good.say("That took forever, very annoying.", "等了这么久才回，太慢了！"))


def _tool_failed(good: Good, rng: random.Random) -> Planted:
    """The tool gives an error or runs out of time."""
    outcome: Literal["failed", "timeout"] = rng.choice(("failed", "timeout"))
    said = good.say("I am sorry, I cannot look that up at the moment.", "抱歉，暂时查询不到。")
    record = _order(good, _call(outcome, 5_000.0 if outcome == "timeout" else 80.0), said, answered=False)
    return good.spoilt(Cause.TOOL_FAILED, replace(record, following=_unhappy(good)))


def _model_failed(good: Good, rng: random.Random) -> Planted:
    """The model does not answer: quotes stand in and miss it, its draft is withdrawn, or nothing is said at all."""
    way = rng.choice(("stood in", "withdrawn", "silent"))
    if way == "silent":
        record = good.with_turn(replies=(), citations=(), answered=None, confidence=None, model=None)
    elif way == "withdrawn":
        record = good.with_turn(**_unknown(good))
        record = replace(record, edits=(Edit("withdrawn", "[1] does not say so", "unfounded"),))
    else:
        record = good.with_turn(**(_about_another(good, rng) | {"model": "extractive"}))
    return good.spoilt(Cause.MODEL_FAILED, replace(record, following=_unhappy(good)))


def _needless(good: Good, rng: random.Random) -> Planted:
    """A calm customer with an everyday question is passed on, and needs nobody."""
    reason = rng.choice((HandoffReason.NEGATIVE_SENTIMENT, HandoffReason.POLICY, HandoffReason.CUSTOMER_REQUEST))
    said = good.say("I am passing you on to a colleague.", "正在为您转接人工客服。")
    record = good.with_turn(
        replies=(Message("agent", said),), citations=(), handoff=reason, handed_off=True, model="fixed", answered=False
    )
    after = good.say("No need for a person, I just found the answer.", "不用转人工，我自己找到了。")
    return good.spoilt(Cause.HANDED_OFF_NEEDLESSLY, replace(record, following=customer_says(after)))


def _late(good: Good, rng: random.Random) -> Planted:
    """The customer asks for a person and gets quotes."""
    wish = good.say("Please let me talk to a human.", "我要转人工。")
    question = f"{wish} {good.turn.question}" if rng.random() < 0.5 else f"{good.turn.question}\n{wish}"
    record = good.with_turn(asked=(Message("customer", question),))
    after = good.say("I asked for a human agent!", "我说了要人工客服！")
    return good.spoilt(Cause.HANDED_OFF_LATE, replace(record, following=customer_says(after)))


def _not_diagnosed(good: Good, rng: random.Random) -> Planted:
    """All is as in a good turn, and the customer is angry: nothing on record tells why."""
    said = rng.choice(
        (("This is ridiculous, I am really disappointed.", "太差劲了，非常失望！"), ("Terrible service!", "垃圾服务！"))
    )
    return good.spoilt(Cause.NOT_DIAGNOSED, replace(good.record, following=customer_says(good.say(*said))))


PLANTS: dict[Cause, Plant] = {
    Cause.NO_DOCUMENT: _no_document,
    Cause.NOT_RETRIEVED: _not_retrieved,
    Cause.NOT_USED: _not_used,
    Cause.WRONG: _wrong,
    Cause.UNCLEAR: _unclear,
    Cause.REFUSED: _refused,
    Cause.SLOW_TOOL: _slow_tool,
    Cause.SLOW_MODEL: _slow_model,
    Cause.TOOL_FAILED: _tool_failed,
    Cause.MODEL_FAILED: _model_failed,
    Cause.HANDED_OFF_NEEDLESSLY: _needless,
    Cause.HANDED_OFF_LATE: _late,
    Cause.NOT_DIAGNOSED: _not_diagnosed,
}
