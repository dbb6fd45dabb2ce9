"""A comparison of two things, asked of each: "which is brighter, the Halo 3 or the Drift?" is how bright either is."""

import re

_MEASURES_EN = {
    "brighter": "How bright is {}?",
    "heavier": "How heavy is {}?",
    "lighter": "How heavy is {}?",
    "taller": "How tall is {}?",
    "higher": "How tall is {}?",
    "wider": "How wide is {}?",
    "cheaper": "How much does {} cost?",
    "more expensive": "How much does {} cost?",
    "less expensive": "How much does {} cost?",
}
_MEASURES_ZH = {
    "亮": "{}有多亮？",
    "重": "{}有多重？",
    "轻": "{}有多重？",
    "高": "{}有多高？",
    "宽": "{}有多宽？",
    "贵": "{}多少钱？",
    "便宜": "{}多少钱？",
}
_MEASURES = _MEASURES_EN | _MEASURES_ZH
_ENGLISH, _CHINESE = "|".join(_MEASURES_EN), "|".join(_MEASURES_ZH)
_LONGEST = 200
_THING = r"[^,，.。;；?？!！]{2,40}?"
_NO_THING = re.compile(
    r"\s*(?:to|in|for|from|by|with|at|on|if|when|i|we|it|they|this|that)\b|[它这那我]", re.IGNORECASE
)
_COMPARISONS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\bwhich\b[^,?]{{0,40}}?\b(?P<how>{_ENGLISH})\s*[,:–-]?\s*(?P<one>{_THING})\s*,?\s+or\s+(?P<other>{_THING})[\s?]*$",
        rf"^\W*(?:is|are)\s+(?P<one>{_THING})\s+(?P<how>{_ENGLISH})\s+than\s+(?P<other>{_THING})[\s?]*$",
        rf"(?P<one>{_THING})\s*(?:和|跟|与|还是|、)\s*(?P<other>{_THING})\s*(?:相比)?(?:哪|谁)[个款盏张种件]?(?:更|比较|要)?(?P<how>{_CHINESE})",
        rf"(?P<one>{_THING})\s*比\s*(?P<other>{_THING})\s*(?:更|要)?(?P<how>{_CHINESE})(?:一?些|一?点)?[吗么][\s?？]*$",
    )
)


def compared(question: str) -> tuple[str, ...]:
    """The measure asked of each of the two things; empty for what is no comparison by a measure."""
    question = " ".join(question.split())  # in a long run of spaces the patterns would try every pair of ends
    for comparison in _COMPARISONS if len(question) <= _LONGEST else ():
        found = comparison.search(question)
        if found and not any(_NO_THING.match(found[name]) for name in ("one", "other")):
            measure = _MEASURES[found["how"].lower()]
            return measure.format(found["one"].strip()), measure.format(found["other"].strip())
    return ()
