"""A question without what the search does not need: who asks and why, how they feel, and wishes for a promise."""

import re

from graphs.agent.talk import content, is_chinese
from graphs.answer_shape import names_in
from knowledge import sentences

_LONGEST_CHARS = 400
_ASKS = re.compile(r"[?？]|请(?:确认|告诉|说)|吗|呢|怎么|什么|多少|多久|哪|几[天点个年]")
_FEELING = r"烦|不爽|讨厌|郁闷|无语|着急|难受|不喜欢|不满意|失望|算了|annoy|frustrat|upset|angry|sad\b|sorry|disappoint"
_ASIDE = re.compile(
    rf"\b(?:i|i'm|i've|i'd|we|we're|we've|my|our)\b|我|咱|本人|家里|^\W*(?:那|至少|麻烦|请|想)|(?:单号|订单|付了|下单)|{_FEELING}",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r"(?<=[,，;；])\s*")
_OWN_CLAUSE = re.compile(
    r"\s+(?:(?:that|which)\s+)?(?:i|we)\s+(?:do\s+not|don't|did\s+not|didn't|no\s+longer|never|just|bought|ordered|got|(?:have|had)\s+(?:bought|ordered|got))\b[^?.!,]*",
    re.IGNORECASE,
)
_PROMISE = re.compile(
    r"^\W*(?:(?:can|could|do|will|would)\s+you\s+|please\s+)(?:(?:really|actually|please)\s+)?"
    r"(?:guarantee|promise|confirm|assure|swear)(?:\s+(?:me|us))?(?:\s+that)?\s+"
    r"|(?:你们?|您)?(?:能不能|可以|能|敢|会)?(?:保证|承诺|确保|打包票)(?:我)?",
    re.IGNORECASE,
)
_ABSOLUTE = re.compile(
    r"\b(?:never|ever|always|definitely|absolutely|100\s?%)\s+|永远(?:都)?不?(?:会)?|绝对不?(?:会)?|一定|肯定|百分之百",
    re.IGNORECASE,
)
_AMOUNT = re.compile(
    r"(?:想要|需要|要)?[一二两三四五六七八九十百千\d]+(?:盏|个|张|件|套|台|把|块|只|条|份)(?:\S{0,6}?的)?"
)


def plainer(question: str) -> tuple[str, ...]:
    """The question in fewer words, first what says more; nothing where nothing can be left out.

    What is left out says nothing of the matter: sentences about the customer before the question, in Chinese such
    clauses too; a clause like "that I bought last week"; "can you promise that"; a number of pieces; and all that was
    said before about the name that the question itself names again.
    """
    if not question.strip() or len(question) > _LONGEST_CHARS:
        return ()
    pieces = [piece for sentence in sentences.split(question) for piece in _clauses(sentence)]
    asking = [place for place, piece in enumerate(pieces) if _ASKS.search(piece)]
    last = asking[-1] if asking else len(pieces) - 1
    kept = [piece for place, piece in enumerate(pieces) if place >= last or not _is_aside(piece)]
    space = "" if is_chinese(question) else " "
    found = [_shortened(space.join(kept if content(space.join(kept)) else pieces))]
    if last and (names := set(names_in(pieces[last]))) and names <= set(names_in(" ".join(pieces[:last]))):
        found.append(pieces[last])
    return tuple(one for one in dict.fromkeys(found) if one and one != question and content(one))


def _shortened(rest: str) -> str:
    for pattern in (_PROMISE, _OWN_CLAUSE, _AMOUNT):
        shorter = pattern.sub("", rest)
        if pattern is _PROMISE and shorter != rest:
            shorter = _ABSOLUTE.sub("", shorter)
        rest = shorter if content(shorter) else rest
    return rest.strip(" ,，")


def _clauses(sentence: str) -> list[str]:
    return [one for one in _CLAUSE_END.split(sentence) if one] if is_chinese(sentence) else [sentence]


def _is_aside(piece: str) -> bool:
    """Whether the piece is about the customer, their mood, or a number that identifies something."""
    return bool(_ASIDE.search(piece) or re.search(r"\d{5,}", piece))
