"""When to call: "call me after 6pm", 晚上八点后打给我. As "after 18:00", "tomorrow 14:00-16:00"."""

import re
from collections.abc import Iterator

from graphs.contact_text import holds_any
from graphs.detail import DetailKind
from graphs.numbers.amounts import han_amount

_DAYS = {
    "today": "today|今天|今日",
    "tonight": "tonight|今晚",
    "tomorrow": "tomorrow|明天|明日|明早|明晚",
    "weekdays": "weekdays?|working days|工作日|平日",
    "weekend": "(?:the )?weekends?|周末|週末",
} | {
    name: f"{name}s?|(?:周|週|星期|礼拜){han}"
    for name, han in zip(
        ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
        ("一", "二", "三", "四", "五", "六", "[日天]"),
        strict=True,
    )
}
_DAY = "|".join(_DAYS.values())
_PART = "mornings?|afternoons?|evenings?|lunchtime|noon|早上|上午|中午|下午|晚上|傍晚|晚间"
_HOUR_EN = r"\d{1,2}(?:[:.]\d{2})?\s?(?:am|pm|a\.m\.|p\.m\.|o'?clock|h\b)?"
_HOUR_ZH = (
    r"(?:早上|上午|中午|下午|晚上|傍晚)?(?:\d{1,2}"
    r"|[一二两三四五六七八九十]{1,3})(?:点半|点\d{1,2}分?|点钟?|:\d{2})"
)
_ENGLISH = (
    rf"(?:(?:on\s+)?(?:{_DAY})\s*(?:,\s*)?)?(?:(?P<how>after|before|from"
    rf"|until|till|by|between|around|at"
    rf"|past)\s+(?P<first>{_HOUR_EN})(?:\s?(?:and|to|-"
    rf"|until)\s?(?P<second>{_HOUR_EN}))?"
    rf"|(?P<part>(?:in the |this "
    rf"|(?:on )?(?:{_DAY})\s)?(?:{_PART}))|(?:on |at "
    rf"|any time )?(?P<only>{_DAY}))(?:\s(?:on\s)?(?:{_DAY}))?"
)
_CHINESE = (
    rf"(?:(?:{_DAY})\s*)?(?:(?P<zh_first>{_HOUR_ZH})(?:\s?(?:-"
    rf"|到|至)\s?(?P<zh_second>{_HOUR_ZH}))?(?:钟)?(?P<zh_how>以后"
    rf"|之后|后|以前|之前|前|左右)?|(?P<zh_part>{_PART})"
    rf"|(?P<zh_only>{_DAY}))"
)
_ASK_EN = (
    r"\bplease call back|\b(?:call|ring|phone|reach|contact|text|get back to"
    r"|speak (?:to|with)|catch)\s+(?:me|us)(?:\s+back)?"
    r"|\b(?:i'?m|we'?re|i am)\s+(?:only\s+)?(?:free|available"
    r"|reachable|home)|\bbest time(?: to (?:call"
    r"|reach) me)?(?: is|:)?|\bcallback"
)
_CALL_EN = re.compile(
    rf"(?:{_ASK_EN})(?:\s+(?:on|at"
    rf"|under)\s+[+\d][\d ().-]{{6,20}})?[\s,]*(?:please|only"
    rf"|anytime|any time|is"
    rf"|back)?[\s,]*(?P<time>{_ENGLISH})(?!\d)",
    re.IGNORECASE,
)
_ASK_ZH = (
    r"(?:再|请|可以|方便|麻烦)?(?:打给我|打我|给我(?:回|打)?个?电话|联系我(?!们)"
    r"|回电|来电|致电我|接电话|有空|方便|打电话(?:给我)?(?!给你))"
)
# "Can I reach your people at the weekend?" says nothing about the customer.
_ASKS_BACK = re.compile(r"客服|你们|吗|[?？]|什么时候|几点")
_CALL_ZH = re.compile(
    rf"(?P<time>{_CHINESE})[^,。!?\d]{{0,4}}{_ASK_ZH}|(?:打电话|来电"
    rf"|联系|致电|接电话|回电|方便)(?:的)?(?:时间|时段)?(?:是|:|请"
    rf"|在)?\s?(?P<after>{_CHINESE.replace('<zh_', '<z2_')})"
)
# What each pattern cannot do without: in English something of a time, in Chinese something of a call.
_CUES = {
    _CALL_EN: (
        *"0123456789", "day", "tonight", "tomorrow", "weekend", "morning", "afternoon", "evening", "lunchtime", "noon",
        "今", "明", "工作日", "平日", "周", "週", "星期", "礼拜", "早上", "上午", "中午", "下午", "晚",
    ),
    _CALL_ZH: ("打", "电", "联系", "有空", "方便"),
}  # fmt: skip


def find(text: str) -> Iterator[tuple[str, str]]:
    """Times on the clock of 24 hours, with the day where it is told."""
    for pattern, cues in _CUES.items():
        for match in pattern.finditer(text) if holds_any(text, cues) else ():
            if pattern is _CALL_ZH and _ASKS_BACK.search(text[max(0, match.start() - 8) : match.end() + 8]):
                continue
            given = {re.sub("^z[h2]_", "", name): value for name, value in match.groupdict().items() if value}
            said = given.get("time") or given.get("after") or ""
            if value := _value(said, given):
                yield value, said.strip()


def _value(said: str, given: dict[str, str]) -> str:
    day = next((name for name, words in _DAYS.items() if re.search(rf"(?:{words})", said, re.IGNORECASE)), "")
    if "first" not in given:
        part = _part(said)
        return f"{day} {part}".strip()
    second = given.get("second", "")
    evening = "pm" in second.casefold() and "am" not in given["first"].casefold()
    first = _clock(given["first"] + (" pm" if evening else ""), said)
    if second:
        return f"{day} {first}-{_clock(second, said)}".strip()
    how = given.get("how", "").casefold()
    how = {"以后": "after", "之后": "after", "后": "after", "以前": "before", "之前": "before", "前": "before"}.get(
        how, how
    )
    how = {"from": "after", "past": "after", "until": "before", "till": "before", "by": "before"}.get(how, how)
    return f"{day} {how if how in ('after', 'before') else 'around'} {first}".strip()


def _part(said: str) -> str:
    parts = (
        ("morning", "morning|早上|上午"),
        ("noon", "noon|lunch|中午"),
        ("afternoon", "afternoon|下午"),
        ("evening", "evening|tonight|晚"),
    )
    return next((name for name, words in reversed(parts) if re.search(words, said, re.IGNORECASE)), "")


def _clock(written: str, said: str) -> str:
    match = re.search(r"(\d{1,2}|[一二两三四五六七八九十]{1,3})(?:[:.点](\d{2}|半)?)?", written)
    if match is None:
        return ""
    hour = int(match[1]) if match[1].isdigit() else han_amount(match[1])
    minute = {"半": "30", None: "00"}.get(match[2], match[2])
    late = re.search(r"p\.?m|下午|晚|傍晚|evening|afternoon", written, re.IGNORECASE) or (
        re.search(r"下午|晚|evening|afternoon|tonight", said, re.IGNORECASE)
        and not re.search(r"a\.?m|早|上午", written)
    )
    hour = (
        hour + 12 if late and hour < 12 else 0 if re.search(r"a\.?m", written, re.IGNORECASE) and hour == 12 else hour
    )
    return f"{hour % 24:02}:{minute}"


detail = DetailKind("call_time", True, find)
