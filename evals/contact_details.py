"""Contact details in a customer's words: a second opinion on the agent's extraction, simple and strict on purpose.

Only how numbers are said in words (`graphs.numbers.spoken`) is read as the agent reads it: that is a matter of fact.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from evals.cues import ASKS_FOR_CONTACT
from graphs.numbers.spoken import digits_of, may_be_dialled, spoken
from knowledge.words import fold

_EMAIL = re.compile(r"(?<![\w.+-])[a-z0-9][\w.+-]*@[a-z0-9-]+(?:\.[a-z0-9-]+)+", re.IGNORECASE)
_TELLTALE = re.compile(r"\(\d{2,4}\)|^0\d{2,4}[- ]|^\d{3}[ .-]\d{3}[ .-]\d{4}$")
_EMAIL_SAID = re.compile(
    r"(?<![\w.+-])[a-z0-9][\w.+-]* ?[(\[] ?at ?[)\]] ?[a-z0-9-]+(?: ?(?:\.|[(\[] ?dot ?[)\]]) ?[a-z]{2,})+"
    r"|(?<![\w.+-])[a-z0-9_+-]+(?:(?: dot | underscore | dash |\.)[a-z0-9_+-]+){0,3} at [a-z0-9-]+(?: dot [a-z0-9-]+)?"
    r" dot (?:com|org|net|edu|gov|info|example|co|io|eu|cn|uk|us|de|fr|nl|it|es|at|ch|be|se|me)(?![a-z])"
    r"|[a-z0-9._]{2,} ?(?:艾特|圈a) ?[a-z0-9-]+ ?点 ?(?:com|cn|net|org)"
)
_SIGNS = {" dot ": ".", " underscore ": "_", " dash ": "-", " at ": "@", "艾特": "@", "圈a": "@", "点": "."}
_MOBILE_CN = re.compile(r"(?<![\d-])(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?![\d-])")
_PHONE = re.compile(r"(?<![\w.+-])\+?\(?\d[\d ().-]{6,17}\d(?![\w-])")
_ABOUT_PHONES = re.compile(
    r"phone|call|mobile|cell|\btel|text me|whats ?app|reach me|ring me|get me on|my number|number is|电话|手机|联系"
    r"|致电|打给"
    r"|打我|找我|号码",
    re.IGNORECASE,
)
_OTHER_NUMBERS = re.compile(
    r"(?:order|tracking|invoice|serial|ticket|case|sku|ref(?:erence)?|account|card|tax)(?: ?(?:no|number|id"
    r"|code))?\W{0,3}(?:is |: ?|# ?)?$"
    r"|(?:订单|单号|快递|运单|物流|发票|序列|编号|卡号|税号|账号)[^,，。]{0,6}$|#$",
    re.IGNORECASE,
)
_OURS = re.compile(
    r"\b(?:is|was) (?:this|that|it)\b|\byour (?:phone|number|e-?mail|address|hotline)|你们的?(?:电话|邮箱|热线"
    r"|客服)|是你们",
    re.IGNORECASE,
)
_WECHAT = re.compile(
    r"(?:微信|威信|薇信|we ?chat|weixin|(?<![a-z])v信|(?<![a-z])vx|(?<![a-z])wx|加v|v我)(?:号码?|id)?(?: id)?"
    r"\W{0,3}(?:is|是|为|就行|就好)?\W{0,3}([a-z][-_a-z0-9]{5,19}|1[3-9]\d{9})",
    re.IGNORECASE,
)
_QQ = re.compile(r"(?<![a-z])qq(?:号码?)?\W{0,3}(?:is|是|为)?\W{0,3}([1-9]\d{4,10})(?!\d)", re.IGNORECASE)
_HANDLE = re.compile(
    r"(?<![a-z])(?:telegram|tg|line|signal|skype|instagram|ins)(?: ?(?:id|handle|name|号))?\W{0,3}(?:is|是|为"
    r"|on)?\W{0,3}"
    r"@([a-z][\w.]{3,30})"
    r"|(?<![\w.])@([a-z]\w{3,30}) (?:on|in) (?:telegram|line|signal|skype|instagram)",
    re.IGNORECASE,
)
_PIECE = re.compile(r"\d[\d -]{0,9}")
_NO_PIECE = re.compile(
    r"\b(?:order|tracking|invoice|serial|ticket|case|ref|card|cm|mm|metres?|euros?)\b|[$€£¥]|订单|单号|快递|卡号|厘米|元"
)
_BEFORE = 40
_LONGEST_PIECE, _FEWEST_DIGITS, _MOST_DIGITS = 60, 7, 12
_SAME_NUMBER = 7


@dataclass(frozen=True, slots=True)
class Detail:
    """A detail at text[start:end] of the folded text; `raw` as written, `value` without words: "a@b.c", digits."""

    raw: str
    value: str
    start: int
    end: int


def details(text: str) -> list[str]:
    """Phone numbers, mail addresses, WeChat and QQ ids as written, in that order; no order numbers, dates, amounts."""
    return list(dict.fromkeys(found.raw for found in details_in(text)))


@lru_cache(maxsize=1024)
def details_in(text: str) -> tuple[Detail, ...]:
    """The same with their places in the folded text, line by line; a line about the shop's own is passed over."""
    found: list[Detail] = []
    start = 0
    for line in fold(text).split("\n"):
        if not _OURS.search(line):
            found += (
                Detail(one.raw, one.value, start + one.start, start + one.end)
                for one in (*_numbers(line), *_mails(line), *_ids(line))
            )
        start += len(line) + 1
    return tuple(found)


def digits(text: str) -> str:
    """The digits alone."""
    return re.sub(r"\D", "", text)


def matches(detail: str, kept: str) -> bool:
    """Whether a kept value is this detail, whatever its spacing, capitals or country code."""
    ours, theirs = digits(detail), digits(kept)
    if "@" in detail or not ours or re.search("[a-z]", detail):
        return fold(kept).strip() == fold(detail).strip()
    if len(theirs) < _SAME_NUMBER or len(ours) < _SAME_NUMBER:
        return ours == theirs
    return ours.endswith(theirs[-_SAME_NUMBER:]) and theirs.endswith(ours[-_SAME_NUMBER:])


def plain_value(raw: str) -> str:
    """What is meant by a detail as written or said: digits for "seven seven three", an address for "anna at ..."."""
    folded = fold(raw).strip()
    if _EMAIL.fullmatch(folded):
        return folded
    if said := _EMAIL_SAID.fullmatch(folded):
        return _written(said.group())
    return digits_of(folded) if not re.search(r"[a-z]{2,}\d|_", folded) and len(digits_of(folded)) > 4 else folded


def number_in_pieces(earlier: Sequence[str], asked: Sequence[str], heard: Sequence[str] = ()) -> str | None:
    """The digits of a phone number told over several messages, the last of them among `asked`; None where none is.

    `earlier` are the customer's messages before, the latest last, `heard` the replies to them.
    """
    told = (*earlier[-3:], *asked)
    pieces = [_piece(text) for text in told]
    about = any(_ABOUT_PHONES.search(text) or ASKS_FOR_CONTACT.search(text) for text in (*told, *heard[-3:]))
    for last in range(len(pieces) - 1, len(pieces) - 1 - len(asked), -1):
        joined = ""
        for at in range(last, -1, -1):
            if not (piece := pieces[at]):
                break
            joined = piece + joined
            if at == last or not _FEWEST_DIGITS <= len(joined) <= _MOST_DIGITS or (at and pieces[at - 1]):
                continue
            if about or _MOBILE_CN.fullmatch(joined):
                return joined
    return None


def _numbers(line: str) -> Iterator[Detail]:
    taken = [match.span() for match in _phones(line)]
    for start, end in taken:
        yield Detail(line[start:end], digits(line[start:end]), start, end)
    if may_be_dialled(line):
        for said in spoken(line):
            if all(said.end <= start or end <= said.start for start, end in taken):
                yield Detail(line[said.start : said.end], digits(said.dialled), said.start, said.end)


def _mails(line: str) -> Iterator[Detail]:
    for match in _EMAIL.finditer(line):
        yield Detail(match.group(), match.group(), *match.span())
    if re.search(r"\bdot\b|\bat ?[)\]]", line) or "艾特" in line or "圈a" in line:
        for match in _EMAIL_SAID.finditer(line):
            yield Detail(match.group(), _written(match.group()), *match.span())


def _ids(line: str) -> Iterator[Detail]:
    without_mails = _EMAIL.sub(lambda mail: " " * len(mail.group()), line)
    for pattern in (_WECHAT, _QQ, _HANDLE):
        for match in pattern.finditer(without_mails):
            group = 1 if match[1] else 2
            if match[group] not in ("number", "account"):
                yield Detail(match[group], match[group], *match.span(group))


def _written(said: str) -> str:
    said = re.sub(r" ?[(\[] ?(at|dot) ?[)\]] ?", r" \1 ", said)
    for word, sign in _SIGNS.items():
        said = said.replace(word, sign)
    return said.replace(" ", "")


def _piece(text: str) -> str:
    """The digits of a message that is little more than a part of a number."""
    folded = fold(text)
    if len(folded) > _LONGEST_PIECE or _NO_PIECE.search(folded):
        return ""
    runs = _PIECE.findall(folded)
    if len(runs) != 1 or not 2 <= len(digits(runs[0])) < _FEWEST_DIGITS + 2:
        return ""
    rest = folded.replace(runs[0], " ")
    return digits(runs[0]) if _ABOUT_PHONES.search(rest) or (len(rest.split()) <= 4 and len(rest) <= 24) else ""


def _phones(line: str) -> list[re.Match[str]]:
    found = list(_MOBILE_CN.finditer(line))
    about = bool(_ABOUT_PHONES.search(line))
    for match in _PHONE.finditer(line):
        if any(match.start() < known.end() and known.start() < match.end() for known in found):
            continue
        written, count = match.group(), len(digits(match.group()))
        marked = written.startswith("+") or about or _TELLTALE.search(written)
        if 7 <= count <= 15 and marked and not re.fullmatch(r"(?:19|20)\d\d[-./ ]\d\d?[-./ ]\d\d?", written):
            found.append(match)
    return [
        match for match in found if not _OTHER_NUMBERS.search(line[max(0, match.start() - _BEFORE) : match.start()])
    ]
