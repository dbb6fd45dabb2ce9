"""Postal addresses: a street with a house number, with what belongs to it before and after."""

import re
from collections.abc import Iterator, Sequence

from graphs.contact import ContactKind, Found
from graphs.contact_text import holds_any
from graphs.turn import Contact

_STREET = (
    r"(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Boulevard|Blvd|Court|Ct|Place|Pl|Square|Sq"
    r"|Terrace|Way|Close|Crescent|Parkway|Pkwy"
    r"|Highway|Hwy|Row|Mews|Quay|Gardens|Broadway|Alley|Circle|Trail|Walk|Hill|Park|Grove|Green"
    r"|Heights|Plaza|Point|Ridge|View|Vale|Rise|Mount|Bridge|Wharf|Yard|Common|Loop|Path|Pike"
    r"|Esplanade|Parade|Promenade|Boulevard)"
)
_WORD = r"[A-Z][A-Za-zÀ-ÿ'’.-]*(?!\w)"
_NUMBERED = (
    rf"\d{{1,5}}[A-Za-z]?(?:-\d{{1,4}})?\s+(?:(?:[NSEW]\.?|{_WORD}|\d{{1,3}}(?:st|nd|rd|th))\s+){{1,4}}?{_STREET}\b\.?"
)
_CONTINENTAL = (
    r"[A-ZÄÖÜ][\w'’-]*(?:stra(?:ß|ss)e|str\.|weg|platz|allee|gasse|laan|straat|gatan)\s+\d{1,4}[a-z]?"
    r"|(?:Rue|Via|Calle|Avenida|Rua|Avenue|Place)\s+(?:[A-Za-zÀ-ÿ'’]+\s+){0,4}[A-Za-zÀ-ÿ'’]+,?\s+\d{1,4}"
)
_ROOM = r"(?:(?:Apt|Apartment|Flat|Unit|Suite|Room|Floor|Building|Block|No|House)\.?\s*#?\s?\w{1,6}|#\s?\w{1,6})"
_POSTCODE = (
    r"(?:\d{4,6}(?:-\d{4})?|[A-Z]{1,2}\d{1,2}[A-Z]?\s?\d[A-Z]{2}|[A-Z]\d[A-Z]\s?\d[A-Z]\d"
    r"|[A-Z]{2}\s\d{5}(?:-\d{4})?)(?!\d)"
)
_MORE = (
    rf"(?: ?, ?| )(?:{_POSTCODE}|{_ROOM}|{_POSTCODE}|{_WORD}(?:\s(?:{_WORD}|of|upon|am|de|la"
    rf"|[A-Z]{{2}}(?=\s\d))){{0,3}}(?:\s{_POSTCODE})?)"
)
_ENGLISH = re.compile(
    rf"(?:{_ROOM}\s?,\s?(?:{_WORD}(?:\s{_WORD}){{0,3}}\s?,\s?){{0,3}})?(?:{_NUMBERED}|{_CONTINENTAL})(?:{_MORE}){{0,5}}"
    rf"|{_ROOM}\s?,\s?(?:{_WORD}(?:\s{_WORD}){{0,3}}\s?,\s?){{1,4}}{_WORD}(?:\s{_WORD})?\s{_POSTCODE}"
)
# A full stop ends the address unless it follows an abbreviation.
_STOP = re.compile(r"(?<!\bSt)(?<!\bRd)(?<!\bAve)(?<!\bApt)(?<!\bDr)(?<!\bNo)\.\s.*", re.DOTALL)
_LEAD = re.compile(
    r"(?:收货地址|地址|住址|送到|寄到|寄往|送货到|发到|配送到|住在?|改成|改到|在|到|:|^|[,，。\s(])\s*$|[是为寄送发]\s*$"
)
_HAN = r"[\u4e00-\u9fffA-Za-z0-9]"
_CHINESE = re.compile(
    r"(?:(?:[\u4e00-\u9fff]{2,7}?(?:省|自治区))?[\u4e00-\u9fff]{2,6}?(?:市|州"
    r"|盟))?(?:[\u4e00-\u9fff]{1,6}?(?:区|區|县|縣|旗|市))?(?:[\u4e00-\u9fff]{1,6}?(?:镇|鎮|乡|街道))?"
    r"[\u4e00-\u9fffA-Za-z0-9]{1,12}?(?:路|街|巷|道|弄|村|胡同|里|段|湾|園|园|苑|小区|庄"
    r"|新村)(?:[一二三四五六七八九十东西南北中]+[段路])?\s?\d{1,5}(?:-\d{1,4})?(?:号|號|弄|栋|幢|座|单元)"
    rf"(?:\s?{_HAN}{{1,14}}?(?:室|楼|樓|号|號|栋|幢|座|单元|层|广场|大厦|中心|园|城|院|村|苑|府|\d{{2,5}}))*\d{{0,5}}(?:室|号|樓|楼)?"
)
_STARTS = re.compile(
    r"^.*?(?:收货地址|送货地址|我的地址|公司地址|家庭住址|新地址|地址|住址|送到|送去|寄到|寄往|寄去|发到|发往|配送到|搬到了?|住在?|改成|改到|我在|人在"
    r"|[是为寄在到])(?:改成|改为|是|为|:|：)?"
)
_DIGIT, _CAPITAL = re.compile(r"\d"), re.compile(r"[A-ZÄÖÜ]")
_CHINESE_CUES = ("号", "號", "弄", "栋", "幢", "座", "单元")
_PLACE = re.compile(r"^[\u4e00-\u9fff]{2,8}?(?:省|市|区|區|县|縣|自治区)")


def find(text: str, regions: Sequence[str]) -> Iterator[Found]:
    """Addresses as written; a Chinese one begins with its province, city or street."""
    if not _DIGIT.search(text):
        return
    for match in _ENGLISH.finditer(text) if _CAPITAL.search(text) else ():
        address = _STOP.sub("", match.group()).rstrip(" ,.")
        yield Found(Contact("address", address, ""), match.start(), match.start() + len(address))
    for match in _CHINESE.finditer(text) if holds_any(text, _CHINESE_CUES) else ():
        address, start = match.group(), match.start()
        opening = _STARTS.match(address[:16])
        if opening and (not _PLACE.match(address) or _PLACE.match(address[opening.end() :])):
            address, start = address[opening.end() :], start + opening.end()
        if len(address) >= 5:
            yield Found(Contact("address", address, ""), start, start + len(address))


contact = ContactKind("address", 3, find)
