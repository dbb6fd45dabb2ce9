"""Which country dials a number, by `phonenumbers` (Google's libphonenumber), in E.164."""

import re
from collections.abc import Sequence
from functools import lru_cache

# A Chinese number is dialled with its zero: without this, 415-555-2671 would pass for one in Dandong.
_CHINESE_START = re.compile(r"^(?:0|1[3-9]|86|[48]00)")
_COUNTRIES = {
    "GB": r"uk|u\.k\.|united kingdom|britain|british|england|scotland|wales|london|manchester|英国",
    "DE": r"germany|german|berlin|munich|hamburg|德国",
    "FR": r"france|french|paris|法国",
    "IT": r"italy|italian|意大利",
    "ES": r"spain|spanish|西班牙",
    "NL": r"netherlands|dutch|荷兰",
    "AT": r"austria|austrian|奥地利",
    "CH": r"switzerland|swiss|瑞士",
    "IE": r"ireland|irish|爱尔兰",
    "SE": r"sweden|swedish|瑞典",
    "PL": r"poland|polish|波兰",
    "US": r"us|u\.s\.|usa|united states|american?|美国",
    "CA": r"canada|canadian|加拿大",
    "MX": r"mexico|mexican|墨西哥",
    "BR": r"brazil|brazilian|巴西",
    "AU": r"australia|australian|aussie|sydney|melbourne|澳洲|澳大利亚",
    "NZ": r"new zealand|kiwi|新西兰",
    "SG": r"singapore|新加坡|狮城",
    "MY": r"malaysia|malaysian|马来西亚|大马",
    "TH": r"thailand|thai|泰国",
    "PH": r"philippines|philippine|菲律宾",
    "ID": r"indonesian?|印尼",
    "VN": r"vietnam|vietnamese|越南",
    "IN": r"indian?|mumbai|delhi|bangalore|印度",
    "AE": r"uae|emirates|dubai|迪拜|阿联酋",
    "ZA": r"south africa|south african|南非",
    "NG": r"nigerian?|尼日利亚",
    "KE": r"kenyan?|肯尼亚",
    "JP": r"japan|japanese|tokyo|osaka|日本",
    "KR": r"korea|korean|韩国",
    "HK": r"hong kong|hk|香港",
    "TW": r"taiwan|taiwanese|台湾|台灣",
    "MO": r"macau|macao|澳门|澳門",
    "CN": r"china|chinese|mainland|大陆|中国|内地|国内",
}
_NAMED = "|".join(f"(?P<{region}>{words})" for region, words in _COUNTRIES.items())
# Only where the number or the customer is said to be there: "do you ship to Brazil?" says nothing about a number.
_NAMES = re.compile(rf"(?<![A-Za-z])(?:{_NAMED})(?![A-Za-z])", re.IGNORECASE)
_ABOUT_NUMBER = re.compile(
    r"^\s*(?:number|mobile|phone|cell|landline|line|sim|no\b"
    r"|tel|based)|^的?(?:手机|电话|電話|号|號|座机|固话|卡|这边|那边)",
    re.IGNORECASE,
)
_THERE = re.compile(
    r"(?:\b(?:i'?m|i am|live|living|here|now|currently|based|we'?re|are)\s+(?:back\s+)?in\s+(?:the\s+)?|[我人住]在)$",
    re.IGNORECASE,
)


def countries_named(folded: str) -> tuple[str, ...]:
    """The regions whose number it may be, because the customer says to be there or calls the number after it."""
    found = []
    for name in _NAMES.finditer(folded):
        before, after = folded[max(0, name.start() - 24) : name.start()], folded[name.end() : name.end() + 12]
        if _ABOUT_NUMBER.search(after) or _THERE.search(before):
            found.append(name.lastgroup or "")
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=4096)
def e164(dialled: str, regions: Sequence[str], named: tuple[str, ...] = ()) -> str | None:
    """E.164 where the number is valid in one of the regions, those that the text names first; else None."""
    if dialled.startswith("+"):
        return _valid(dialled, None)
    for region in (*named, *regions):
        if region == "CN" and not _CHINESE_START.search(dialled):
            continue
        if value := _valid(dialled, region):
            return value
    return None


def _valid(dialled: str, region: str | None) -> str | None:
    import phonenumbers  # lazily: its metadata is large, and few messages hold a candidate

    try:
        number = phonenumbers.parse(dialled, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def country_prefix(number: str) -> str:
    """The + and country code of an E.164 number; empty where it has none."""
    if not number.startswith("+"):
        return ""
    import phonenumbers

    return f"+{phonenumbers.parse(number).country_code}"
