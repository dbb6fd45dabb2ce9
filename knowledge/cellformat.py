"""Spreadsheet values as a person sees them: number formats as in ECMA-376 part 1, 18.8.30, the parts that matter."""

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

_TOKEN = re.compile(r'"([^"]*)"|\\(.)|\[\$([^\]-]*)(?:-[^\]]*)?\]|\[[^\]]*\]|_.|\*.|([0#?.,]+)|([^0#?"\\\[]+?)')
_DATE_TOKEN = re.compile(
    r'"([^"]*)"|\\(.)|\[\$[^\]]*\]|\[(h+|m+|s+)\]|\[[^\]]*\]|(AM/PM|A/P|上午/下午)|(y+|m+|d+|h+|s+(?:\.0+)?)|(.)',
    re.IGNORECASE | re.DOTALL,
)


def shown(value: object, code: str) -> str:
    """The text of a cell with this value and number format code ("General", "0.0%", "yyyy-mm-dd"); "" for None."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime | date | time):
        return _date(value, code)
    if isinstance(value, timedelta):
        return str(value)
    if isinstance(value, int | float):
        return _number(value, code)
    return str(value)


def _number(value: int | float, code: str) -> str:
    if code in ("", "General", "@") or not re.search(r"[0#?]", code) or re.search(r"E[+-]0|/\s*[?#0-9]", code):
        return _general(value)
    sections = re.split(r';(?=(?:[^"]*"[^"]*")*[^"]*$)', code)
    negative = value < 0 and len(sections) > 1 and bool(sections[1])
    section = (
        sections[1] if negative else sections[2] if value == 0 and len(sections) > 2 and sections[2] else sections[0]
    )
    digits = next((match[4] for match in _TOKEN.finditer(section) if match[4]), "")
    if not digits:
        return "".join(_literal(match) for match in _TOKEN.finditer(section)).strip() or _general(value)
    amount = _digits(abs(value) * (100 if _percent(section) else 1), digits)
    out, placed = "", False
    for match in _TOKEN.finditer(section):
        if match[4]:
            out, placed = (out if placed else out + amount), True
        else:
            out += _literal(match)
    return ("-" if value < 0 and not negative else "") + out.strip()


def _literal(match: re.Match[str]) -> str:
    return match[1] or match[2] or match[3] or match[5] or ""


def _percent(section: str) -> bool:
    return "%" in re.sub(r'"[^"]*"|\\.', "", section)


def _digits(value: int | float, pattern: str) -> str:
    whole, _, fraction = pattern.partition(".")
    scale = len(whole) - len(whole.rstrip(",")) if "." not in pattern else len(fraction) - len(fraction.rstrip(","))
    amount = Decimal(repr(value)) / Decimal(1000) ** scale
    if not amount.is_finite():
        return str(value)
    least, most = fraction.count("0"), sum(fraction.count(mark) for mark in "0#?")
    text = f"{amount.quantize(Decimal(1).scaleb(-most), ROUND_HALF_UP):{',' if ',' in whole.rstrip(',') else ''}f}"
    if most > least:
        head, _, tail = text.partition(".")
        tail = tail[:least] + tail[least:].rstrip("0")
        text = f"{head}.{tail}" if tail else head
    return text.zfill(whole.count("0")) if "," not in whole and "." not in text else text


def _general(value: int | float) -> str:
    return f"{value:.11g}" if isinstance(value, float) and not value.is_integer() else f"{value:.0f}"


def _date(value: datetime | date | time, code: str) -> str:
    """A format without any date in it gives ISO 8601, to the minute where there are no seconds."""
    section = code.split(";")[0]
    tokens = list(_DATE_TOKEN.finditer(section))
    if not any(match[5] for match in tokens):
        return _iso(value)
    twelve = any(match[4] for match in tokens)
    out: list[str] = []
    last = ""
    for at, match in enumerate(tokens):
        token = (match[5] or match[3] or "").lower()
        if token:
            later = next((after[5] for after in tokens[at + 1 :] if after[5]), "").lower()
            minutes = token[0] == "m" and len(token) < 3 and (last.startswith("h") or later.startswith("s"))
            out.append(_field(value, token, minutes, twelve))
            last = token
        elif match[4]:
            afternoon = getattr(value, "hour", 0) >= 12
            out.append(("下午" if afternoon else "上午") if "午" in match[4] else "PM" if afternoon else "AM")
        else:
            out.append(match[1] or match[2] or match[6] or "")
    return "".join(out).replace("@", "").strip()


def _field(value: datetime | date | time, token: str, minutes: bool, twelve: bool) -> str:
    kind, width = token[0], len(token)
    if kind in "hs" or minutes:
        number = {"h": getattr(value, "hour", 0), "m": getattr(value, "minute", 0), "s": getattr(value, "second", 0)}[
            kind
        ]
        if kind == "h" and twelve:
            number = number % 12 or 12
        return f"{number:02d}" if width > 1 else str(number)
    if isinstance(value, time):
        return ""
    if kind == "y":
        return f"{value.year % 100:02d}" if width < 3 else f"{value.year:04d}"
    if kind == "m":
        return {1: str(value.month), 2: f"{value.month:02d}", 3: value.strftime("%b")}.get(width, value.strftime("%B"))
    return {1: str(value.day), 2: f"{value.day:02d}", 3: value.strftime("%a")}.get(width, value.strftime("%A"))


def _iso(value: datetime | date | time) -> str:
    if isinstance(value, datetime):
        if value.time() == time():
            return value.date().isoformat()
        return value.isoformat(" ", "seconds" if value.second else "minutes")
    return value.isoformat()
