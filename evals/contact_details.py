"""Contact details in a customer's words: a second opinion on the agent's extraction, simple and strict on purpose."""

import re

from knowledge.words import fold

_EMAIL = re.compile(r"(?<![\w.+-])[a-z0-9][\w.+-]*@[a-z0-9-]+(?:\.[a-z0-9-]+)+", re.IGNORECASE)
_MOBILE_CN = re.compile(r"(?<![\d-])(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?![\d-])")
_PHONE = re.compile(r"(?<![\w.+-])\+?\(?\d[\d ().-]{6,17}\d(?![\w-])")
_ABOUT_PHONES = re.compile(
    r"phone|call|mobile|cell|\btel|text me|whats ?app|reach me|ring me|number is|电话|手机|联系|致电|打给",
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
    r"(?:微信|we ?chat|weixin|(?<![a-z])v信|(?<![a-z])vx|(?<![a-z])wx)(?:号码?|id)?(?: id)?\W{0,3}(?:is|是"
    r"|为)?\W{0,3}([a-z][-_a-z0-9]{5,19}|1[3-9]\d{9})",
    re.IGNORECASE,
)


def details(text: str) -> list[str]:
    """Phone numbers, e-mail addresses and WeChat ids as written, in that order; not order numbers, dates or amounts."""
    plain = fold(text)
    found: list[str] = []
    for line in plain.splitlines():
        if _OURS.search(line):
            continue
        found += [match.group() for match in _phones(line)]
        found += _EMAIL.findall(line)
        found += [wechat for wechat in _WECHAT.findall(_EMAIL.sub(" ", line)) if wechat not in ("number", "account")]
    return list(dict.fromkeys(found))


def digits(text: str) -> str:
    """The digits alone."""
    return re.sub(r"\D", "", text)


def matches(detail: str, kept: str) -> bool:
    """Whether a kept value is this detail, whatever its spacing, capitals or country code."""
    ours, theirs = digits(detail), digits(kept)
    if "@" in detail or not ours or re.search("[a-z]", detail):
        return fold(kept).strip() == fold(detail).strip()
    return len(theirs) >= 7 and (ours.endswith(theirs[-7:]) and theirs.endswith(ours[-7:]))


def _phones(line: str) -> list[re.Match[str]]:
    found = list(_MOBILE_CN.finditer(line))
    for match in _PHONE.finditer(line):
        if any(match.start() < known.end() and known.start() < match.end() for known in found):
            continue
        written, count = match.group(), len(digits(match.group()))
        marked = (
            written.startswith("+") or _ABOUT_PHONES.search(line) or re.search(r"\(\d{2,4}\)|^0\d{2,3}[- ]", written)
        )
        if 7 <= count <= 15 and marked and not re.fullmatch(r"(?:19|20)\d\d[-./ ]\d\d?[-./ ]\d\d?", written):
            found.append(match)
    return [match for match in found if not _OTHER_NUMBERS.search(line[: match.start()])]
