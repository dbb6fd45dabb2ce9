"""Is somebody in danger? Words of self-harm and of threats, which go to a person at once."""

import re
from functools import cache
from typing import Literal

from graphs.contact_text import holds_any
from graphs.phrases import normalise

Danger = Literal["self_harm", "threat"]

_SELF_HARM = (
    r"\b(?:kill|hurt|harm|hang|cut)(?:ing)?\s+myself\b",
    r"\b(?:end|ending|take|taking)\s+my\s+(?:own\s+)?life\b",
    r"\b(?:commit(?:ting)?|attempt(?:ing)?|thinking\s+(?:of|about)|consider(?:ing)?)\s+suicide\b|\bsuicidal\b",
    r"\bi\s+(?:really\s+|just\s+)?(?:want|wanna|wish)\s+(?:to\s+die\b|i\s+(?:was|were)\s+dead\b)",
    r"\b(?:don'?t|do\s+not)\s+want\s+to\s+(?:live|be\s+alive)(?:\s+any\s*more)?\s*(?:$|[.!?,])",
    r"\bself[\s-]?harm(?:ing)?\b",
    r"(?:想|要|准备|打算)(?:去)?(?:自杀|轻生|自残|跳楼|割腕|寻死)|(?:不想|不愿意)活(?:了|下去)|活不下去|不想活|想死(?!你|我)|结束(?:自己|我)的?(?:生命|性命)",
)
_THREAT = (
    (
        r"\b(?:i'?ll|i\s+will|i'?m\s+going\s+to|gonna|i\s+want\s+to|we\s+will)\s+(?:\w+\s+)?(?:kill|shoot|stab|murder|beat)\s+"
        r"(?:you|u|him|her|them|him|your|everyone|somebody|someone|the\s+(?:driver|courier|staff|manager))\b"
    ),
    r"\b(?:bomb|blow\s+up|burn\s+down|set\s+fire\s+to|shoot\s+up)\s+(?:your|the|this)\s+(?:\w+\s+)?(?:office|building|shop|store|warehouse|house|place|headquarters)\b",
    r"\bi\s+know\s+where\s+you(?:\s+all)?\s+(?:live|work)\b|\byou(?:'re|\s+are)\s+(?:all\s+)?dead\s+(?:meat|men|man)\b",
    # with a weapon: "I'll come with a knife", "I have a gun and I'm on my way"
    (
        r"\b(?:i'?ll|i\s+will|i'?m|i\s+am|we'?ll|we\s+will|gonna)\s+(?:\w+\s+){0,6}?(?:with|bring(?:ing)?)\s+(?:an?|my|the)\s+"
        r"(?:\w+\s+)?(?:knife|knives|gun|pistol|rifle|shotgun|machete|bomb|axe|baseball\s+bat)\b(?!\s+(?:set|block|sharpener|bag))"
        r"|\bi(?:'ve\s+got|\s+have)\s+(?:an?|my)\s+(?:gun|pistol|rifle|knife)\b.{0,60}\b(?:you|your|coming|on\s+my\s+way)\b"
        r"|\bput\s+a\s+bullet\s+in\b|\b(?:slit|cut)\s+your\s+throat"
    ),
    r"(?:拿|带|提|抄|揣)(?:着|上|把|一把|了)*(?:菜?刀|砍刀|枪|炸弹|炸药|斧头?|铁棍|汽油)(?:来|去|上门|过来|过去|找|砍|捅|到)",
    r"(?:我)?(?:要|会|就|去|来)(?:砍|捅|杀|弄死|打死|炸|烧)(?:了|死)?(?:你|他|她|你们|他们)",
    r"(?:弄死|砍死|杀了|打死|捅死|宰了|杀死)(?:你|他|她|你们|他们|你全家)|(?:炸了|炸掉|烧了|烧掉|砸了)(?:你们?的?|这个?)(?:公司|店|仓库|办公室|总部)?|要你们?的?命",
)
# What no pattern can do without: to add one, add its words. Nearly all messages hold none of them.
_CUES = (
    "myself", "life", "suicid", "die", "dead", "live", "harm",
    "kill", "shoot", "stab", "murder", "beat", "bomb", "blow", "burn", "fire", "where",
    "knife", "knives", "gun", "pistol", "rifle", "machete", "axe", "bat", "bullet", "throat",
    "杀", "轻生", "自残", "跳楼", "割腕", "死", "活", "命", "刀", "枪", "炸", "斧", "铁棍", "汽油",
    "砍", "捅", "烧", "砸", "宰",
)  # fmt: skip


@cache
def _compiled() -> tuple[tuple[Danger, re.Pattern[str]], ...]:
    return ("self_harm", re.compile("|".join(_SELF_HARM))), ("threat", re.compile("|".join(_THREAT)))


def danger_in(text: str) -> Danger | None:
    """The danger that the message speaks of, None in nearly all."""
    words = normalise(text)
    if not holds_any(words, _CUES):
        return None
    for danger, pattern in _compiled():
        if pattern.search(words):
            return danger
    return None
