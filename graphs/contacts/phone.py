"""Phone numbers by `phonenumbers` (Google's libphonenumber), in E.164; order numbers, prices and dates are none."""

import re
from collections.abc import Iterator, Sequence

from graphs.contact import ContactKind, Found
from graphs.turn import Contact

# A run of digits that could be dialled; libphonenumber decides, but it is asked only where digits stand.
_CANDIDATE = re.compile(
    r"(?<![\w.@#$€£¥￥/-])(?<!\d[.:])[+＋(（]?\d[\d\s().（）/\-–—]{5,24}\d(?:\s*(?:x|ext\.?|#)\s?\d{1,6})?(?![\w@%])",
    re.ASCII,
)
_NOT_PHONE_BEFORE = re.compile(
    r"(?:order|tracking|parcel|invoice|ticket|reference|ref|case|serial|model|sku|item|card|account|booking|confirmation|"
    r"imei|isbn|zip(?:\s?code)?|post(?:al)?\s?code|code|no\.?\s?of|qq|version|id)"
    r"(?:\s*(?:number|num|nr|no|id|code|is|#|=|:|：|was|\.))*\s*#?\s*$"
    r"|(?:订单|单|快递|运单|物流|编|流水|序列|型|卡|账|帐|身份证|发票|工单|验证码|邮编|货|券|批)(?:编)?(?:号|码|编号)?(?:码)?(?:是|为|：|:|\s)*$"
    r"|(?:qq|微信|vx|wx|v信|企鹅)(?:号|号码)?(?:是|为|：|:|\s|同号)*$|[$€£¥￥]\s*$",
    re.IGNORECASE,
)
_PHONE_BEFORE = re.compile(
    r"(?:phone|mobile|cell|tel|telephone|call|text|ring|whatsapp|reach|contact|number|dial|fax|sms|me\s+(?:at|on))\W*"
    r"(?:\w+\W+){0,3}$|(?:电话|手机|号码|联系|致电|拨打|打|座机|热线|传真|短信)\S{0,6}\s*$",
    re.IGNORECASE,
)
_DATE = re.compile(r"^(?:19|20)\d{2}[-/.\s]\d{1,2}[-/.\s]\d{1,2}|^\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d{2}")
_MONEY_AFTER = re.compile(r"^\s*(?:元|块|人民币|rmb|cny|usd|dollars?|euros?|eur|%|件|个|台|次)", re.IGNORECASE)


# Unannounced digits count only in a shape that nobody gives to an order: +.., a Chinese mobile, a grouped number.
_TELLTALE = re.compile(
    r"^[+＋]\d|^1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}$|^[(（]?0\d{2,3}[)）]?[\s-]\d{7,8}$|^400[\s-]?\d{3,4}[\s-]?\d{3,4}$"
    r"|^(?:1[\s.-])?[(]?\d{3}[)]?[\s.-]{1,2}\d{3}[\s.-]\d{4}(?:\s*(?:x|ext\.?|#)\s?\d{1,6})?$"
)


def find(text: str, regions: Sequence[str]) -> Iterator[Found]:
    """Numbers valid in a region given or with a country prefix; what a word before calls an order is skipped."""
    if sum(map(str.isdigit, text)) < 7:
        return
    for match in _CANDIDATE.finditer(text):
        raw, before = match.group().strip(), text[max(0, match.start() - 40) : match.start()]
        if _DATE.search(raw) or _NOT_PHONE_BEFORE.search(before) or _MONEY_AFTER.search(text[match.end() :]):
            continue
        if not (_TELLTALE.search(raw) or _PHONE_BEFORE.search(before)):
            continue
        value = _e164(raw.replace("＋", "+"), regions)
        if value is not None:
            yield Found(Contact("phone", value, raw), match.start(), match.end())


def _e164(raw: str, regions: Sequence[str]) -> str | None:
    import phonenumbers  # lazily: its metadata is large, and few messages hold a candidate

    for region in regions:
        try:
            number = phonenumbers.parse(raw, region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(number):
            return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return None


contact = ContactKind("phone", 1, find)
