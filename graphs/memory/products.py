"""Products in a customer's words: what they say they have, and names that the documents know."""

import re
from collections.abc import Iterator, Sequence

from graphs.answer_shape import names_in
from graphs.places import places_in
from graphs.turn import Passage

_END_EN = (
    r"(?=\s+(?:from|in|at|on|for|with|last|this|yesterday|today|ago|and|but|which|that|it|since|a\s+(?:week|month|year)"
    r"|two|three|because|so|is|was|has|hasn't|does|doesn't|won't|online|here|through|by|as)\b|\s*[.,;!?\n]|\s*$)"
)
_OWNS_EN = re.compile(
    r"\b(?:I|we|We|i)(?:'ve)?\s+(?:have\s+|just\s+|recently\s+|already\s+|had\s+)*(?:bought|ordered|purchased|own)\s+"
    r"(?:an?|the|your|one|two|three|\d{1,2}|my|some)\s+(?P<thing>[A-Za-z][\w-]*(?: [\w-]+){0,4}?)"
    rf"{_END_EN}"
    r"|\b[Mm]y\s+(?P<mine>(?:[a-z]+\s+)?[A-Z][\w-]+(?:\s+(?:[A-Z\d][\w-]*|[a-z]+\s(?:lamp|light|chair|table|hub)))?)"
    r"(?=\s+(?:is|was|has|does|doesn't|won't|stopped|keeps|flickers|broke|arrived)\b)"
)
_OWNS_ZH = re.compile(
    r"(?:我们?|本人)(?:之前|上个?[月周年]|去年|前[天几]天?|昨天|今天|刚刚?|已经|最近|在你们(?:店|家|这)?里?|这边)*"
    r"(?:买|购买|订购?|入手|用的是|在用)[了的过]*\s?(?:[一二两三四五六七八九十\d]+)?(?:张|个|台|盏|把|件|款|套|只|部|条)?"
    r"(?P<thing>[\u4e00-\u9fffA-Za-z0-9 -]{2,16}?)"
    r"(?=[，,。.！!？?；;\n]|$|怎么|为什么|不|坏|是|有|想|能|可以|还|已经|到现在|到了|还没|什么|多久|几)"
)
_NO_THING = re.compile(
    r"^(?:it|this|that|these|those|them|one|ones|something|anything|everything|stuff|things?|more|items?|products?|orders?"
    r"|name|e-?mail|phone|number|address|company|birthday|weeks?|days?|months?|years?|times?|东西|商品|产品|它|这个|那个|之后|以后|单|东西的|一单)\b",
    re.IGNORECASE,
)
_HINT_EN = re.compile(r"bought|ordered|purchased|\bown\b|\b[Mm]y ")
_HINT_ZH = re.compile(r"买|订|入手|用的是|在用")
# A name after the first word of an English sentence, or Latin letters among Chinese ones.
_CAPITAL = re.compile(r"\s[A-Z]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]")


def owned(text: str) -> Iterator[str]:
    """What the customer says to have bought, as written: "I bought a floor lamp last week", 我买了一张橡木餐桌."""
    for hint, pattern in ((_HINT_EN, _OWNS_EN), (_HINT_ZH, _OWNS_ZH)):
        for match in pattern.finditer(text) if hint.search(text) else ():
            thing = " ".join(next(group for group in match.groups() if group).split())
            if not _NO_THING.match(thing):
                yield thing


def asked_about(text: str, passages: Sequence[Passage]) -> Iterator[str]:
    """Names in the text, neighbours together ("Lumen Hub"), that a passage's heading or text has, too."""
    if not passages or not _may_name(text) or not (names := names_in(text)):
        return
    known = "\n".join(part for one in passages for part in (one.title, *one.headings, one.text)).casefold()
    for name in dict.fromkeys(_with_number(run, text) for run in _joined(names, text)):
        if len(name) > 1 and name.casefold() in known and not _is_a_place(name):
            yield name


def _is_a_place(name: str) -> bool:
    """Whether it is no more than a place: delivery to Europe is asked about, and no product of that name."""
    return any((place.start, place.end) == (0, len(name)) for place in places_in(name))


def _may_name(text: str) -> bool:
    return bool(_CAPITAL.search(text) or (_HAN.search(text) and _LATIN.search(text)))


def _with_number(name: str, text: str) -> str:
    """A Chinese character right after it hides where the number of a model ends: Halo 3多少钱."""
    numbered = re.search(rf"{re.escape(name)} ?\d+[A-Za-z]?(?=[\u3400-\u9fff])", text)
    return numbered.group() if numbered else name


def _joined(names: Sequence[str], text: str) -> Iterator[str]:
    """Names with nothing but a space between them are one."""
    run = ""
    for name in names:
        if run and f"{run} {name}" in text:
            run = f"{run} {name}"
            continue
        if run:
            yield run
        run = name
    if run:
        yield run
