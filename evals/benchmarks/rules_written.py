"""The thirty rules of the benchmark, and conversations that break them now and then."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from graphs.evaluator.grader import Ending, GradingContext
from graphs.turn import Message, Role, Turn

_FORBIDDEN: tuple[tuple[list[str], list[str]], ...] = (
    (["笨蛋", "白痴"], []),
    (["idiot*", "moron"], []),
    (["不关我的事", "与我无关"], []),
    (["not my problem", "not my job"], []),
    (["最低价", "全网最低"], ["不是最低价"]),
    (["lowest price", "cheapest"], ["not the cheapest"]),
    (["保本", "稳赚"], ["不保本"]),
    (["guarantee*"], ["cannot guarantee"]),
    (["零风险", "无风险"], []),
    (["risk-free", "no risk"], []),
    (["根治", "治愈"], ["不能根治"]),
    (["cure", "cures"], []),
    (["马上滚", "爱买不买"], []),
    (["shut up", "go away"], []),
)
_SAYS = [
    "笨蛋", "白痴", "傻瓜", "不关我的事", "與我無關", "全網最低", "不是最低价", "最低价", "不保本", "保本", "穩賺",
    "零風險", "無风险", "不能根治", "根治", "治愈", "爱买不买", "马上滚", "您好", "再见", "请稍等", "风险",
    "核实身份", "余额", "推荐", "说明书", "三天到货", "我们九点开门", "感谢您的耐心", "IDIOTIC", "idiot", "moron",
    "morons", "Not My Problem", "not my job", "lowest price", "not the cheapest", "Cheapest", "we guarantee it",
    "we cannot guarantee it", "risk-free", "no risk", "no risks", "cure", "cured", "cures", "shut up", "go away",
    "hello", "goodbye", "please wait", "risk", "verify your identity", "your balance", "we recommend",
    "ships tomorrow", "open from nine", "ＣＨＥＡＰＥＳＴ", "4111111111111111", "4111 1111 1111 1112",
    "order 123456", "order 12", "A-4711", "!!!", "!!", "ａ－４７１１",
]  # fmt: skip
_ASKS = ("有什么理财", "我要退货", "how much do I owe", "我胸痛", "I want a refund", "在吗", "转人工", "thanks")
_LAST = ("last", "any")


def _rules() -> Iterator[dict[str, Any]]:
    for number, (words, excused) in enumerate(_FORBIDDEN):
        match = {"words": words} | ({"except": excused} if excused else {})
        scope = {"to": ("both", "agent", "operator")[number % 3]}
        yield {"id": f"words.{number}", "kind": "forbidden", "match": match, "applies": scope}
    yield _required("greets", "first", ["您好", "hello"])
    yield _required("operator_greets", "first", ["您好", "hello"], to="operator")
    yield _required("ends", "last", ["再见", "goodbye"])
    yield _required("leaflet", "any", ["说明书"])
    yield _required("refund", "turn", ["三天到货", "please wait"]) | {"when": {"words": ["退货", "refund"]}}
    yield _required("pain", "turn", ["请稍等"]) | {"when": {"words": ["胸痛"], "within": "conversation"}}
    for number, (reply, to, within_s) in enumerate(
        (("first", "both", 30), ("any", "both", 60), ("any", "operator", 90))
    ):
        yield {
            "id": f"time.{number}",
            "kind": "response_time",
            "reply": reply,
            "within_s": within_s,
            "applies": {"to": to},
        }
    yield _order("risk_first", ["推荐", "we recommend"], ["风险", "risk"], "before")
    yield _order("identity_first", ["余额", "your balance"], ["核实身份", "verify your identity"], "no")
    yield _order("wait_first", ["ships tomorrow"], ["please wait", "请稍等"], "anywhere")
    yield _order("asked_first", ["感谢您的耐心"], ["在吗"], "before", by="customer")
    yield {"id": "card", "kind": "forbidden", "match": {"details": ["bank_card"]}}
    yield {"id": "code", "kind": "forbidden", "match": {"patterns": [r"[A-Z]-\d{4}", r"order \d{6}"]}}
    yield {"id": "shouting", "kind": "forbidden", "match": {"patterns": ["!{3,}"]}}


def _required(name: str, where: str, words: list[str], to: str = "both") -> dict[str, Any]:
    return {"id": name, "kind": "required", "where": where, "match": {"words": words}, "applies": {"to": to}}


def _order(name: str, words: list[str], first: list[str], same: str, by: str = "reply") -> dict[str, Any]:
    before = {"words": first, "same_message": same, "by": by}
    return {"id": name, "kind": "order", "match": {"words": words}, "before": before}


WRITTEN: dict[str, Any] = {"packs": [], "rules": list(_rules())}


def conversation(source: random.Random) -> Iterator[GradingContext]:
    """Up to four turns, the last of which may be the end; one or two messages and replies each."""
    said, at = list[Message](), datetime(2026, 1, 5, tzinfo=UTC)
    turns = source.randint(1, 4)
    for number in range(turns):
        start = len(said)
        for _ in range(source.randint(1, 2)):
            said.append(Message("customer", source.choice(_ASKS), at))
            at += timedelta(seconds=source.randint(1, 5))
        asked_to = len(said)
        for _ in range(source.randint(1, 2)):
            at += timedelta(seconds=source.choice((1, 20, 55, 80, 100)))
            role: Role = source.choice(("agent", "operator"))
            said.append(Message(role, _reply(source), at))
        turn = Turn(
            id=str(number),
            conversation_id="made",
            history=tuple(said[:start]),
            asked=tuple(said[start:asked_to]),
            replies=tuple(said[asked_to:]),
        )
        ends = number == turns - 1 and source.random() < 0.8
        yield GradingContext(turn=turn, following=() if ends else None, ending=Ending("idle") if ends else None)


def _reply(source: random.Random) -> str:
    parts = source.choices(_SAYS, k=source.randint(2, 7))
    return "".join(part + source.choice(("，", " ", ", ", "。")) for part in parts)
