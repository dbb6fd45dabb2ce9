"""Phone numbers by `phonenumbers` (Google's libphonenumber), in E.164; order numbers, prices and dates are none."""

import re
from collections.abc import Iterator, Sequence

from graphs.contact import ContactKind, Found
from graphs.turn import Contact

# A run of digits that could be dialled. ASCII on purpose: a number may stand between Chinese characters.
_CANDIDATE = re.compile(
    r"(?<![\w.@#$€£¥￥/-])(?<!\d[.:])[+＋(（]?\d[\d \t().（）/\-–—]{5,24}\d(?:\s*(?:x|ext\.?)\s?\d{1,6})?(?![\w@%])",
    re.ASCII,
)
_NAMED_ELSE = re.compile(
    r"(?:order|tracking|parcel|invoice|ticket|reference|ref|case|serial|model|sku|item|card|account|booking|confirmation"
    r"|imei|isbn|zip(?:\s?code)?|post(?:al)?\s?code|code|qq|version|id|licen[cs]e|passport|security|ssn|iban)"
    r"(?:\s*(?:number|num|nr|no|id|code|is|#|=|:|：|was|\.))*\s*#?\s*$"
    r"|(?:订单|单|快递|运单|物流|编|流水|序列|型|卡|账|帐|身份证|发票|工单|验证|邮|货|券|批)(?:编)?(?:号|码|编号)?(?:码)?[是为：:\s]*$"
    r"|(?:qq|扣扣|微信|vx|wx|v信|企鹅)(?:号|号码)?[是为：:\s]*$|[$€£¥￥]\s*$",
    re.IGNORECASE,
)
_CALLED_PHONE = re.compile(
    r"(?:phone|mobile|cell|tel|telephone|call(?:ing)?|text|ring|whatsapp|reach|contact|number|dial|fax|sms|desk"
    r"|answering|messages?)\W*(?:\w+\W+){0,3}$"
    r"|(?:电话|電話|手机|手機|号码|号|联系|聯繫|聯絡|联络|致电|拨打|打|座机|热线|传真|短信|方式)[^\s\d]{0,6}\s*$",
    re.IGNORECASE,
)
_CALLED_PHONE_AFTER = re.compile(
    r"^\s*[-(,]?\s*(?:office|fax|mobile|home|cell|desk|work)\b|^\s*[(（]?\s*(?:微信)?同号", re.IGNORECASE
)
_DATE = re.compile(r"^(?:19|20)\d{2}[-/.\s]\d{1,2}[-/.\s]\d{1,2}|^\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d{2}")
_AMOUNT_AFTER = re.compile(
    r"^\s*(?:元|块|人民币|rmb\b|cny\b|usd\b|dollars?\b|euros?\b|eur\b|%|件|个|台(?![湾灣北中南])|次)", re.IGNORECASE
)
# Unannounced digits count only in a shape that nobody gives to an order: +.., a Chinese mobile, a grouped number.
_TELLTALE = re.compile(
    r"^[+＋]\d|^1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}$|^[(（]?0\d{2,3}[)）]?[\s-]\d{7,8}$|^400[\s-]?\d{3,4}[\s-]?\d{3,4}$"
    r"|^(?:1[\s.-])?[(]?\d{3}[)]?[\s.-]{0,2}\d{3}[.-]\d{4}(?:\s*(?:x|ext\.?)\s?\d{1,6})?$"
)
# A Chinese landline is dialled with its zero: without this, 415-555-2671 would pass for one in Dandong.
_CHINESE_START = re.compile(r"^[(（]?(?:[+＋]|0|1|86|[48]00)")
_DIALLED_DIGITS = range(7, 16)


def find(text: str, regions: Sequence[str]) -> Iterator[Found]:
    """E.164 where the number is valid in a region given or has a country prefix; else, if announced, its digits."""
    if sum(map(str.isdigit, text)) < _DIALLED_DIGITS.start:
        return
    for match in _CANDIDATE.finditer(text):
        raw, before, after = (
            match.group().strip(),
            text[max(0, match.start() - 40) : match.start()],
            text[match.end() :],
        )
        if _DATE.search(raw) or _NAMED_ELSE.search(before) or _AMOUNT_AFTER.search(after):
            continue
        announced = bool(_CALLED_PHONE.search(before) or _CALLED_PHONE_AFTER.search(after))
        if not (announced or _TELLTALE.search(raw)):
            continue
        value = _e164(raw.replace("＋", "+"), regions) or (_digits(raw) if announced else None)
        if value is not None:
            yield Found(Contact("phone", value, raw), match.start(), match.end())


def _e164(raw: str, regions: Sequence[str]) -> str | None:
    import phonenumbers  # lazily: its metadata is large, and few messages hold a candidate

    for region in regions:
        if region == "CN" and not _CHINESE_START.search(raw):
            continue
        try:
            number = phonenumbers.parse(raw, region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(number):
            return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return None


def _digits(raw: str) -> str | None:
    """What a colleague can dial: a local number, or one of a country that the installation does not expect."""
    number = re.split(r"\s*(?:x|ext)", raw, maxsplit=1)[0]
    digits = re.sub(r"\D", "", number)
    if len(digits) not in _DIALLED_DIGITS:
        return None
    return f"+{digits}" if number.startswith(("+", "＋")) else digits


contact = ContactKind("phone", 1, find)
