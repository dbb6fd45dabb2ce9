"""What the words around a number say about it: that it is a telephone, or that it is something else."""

import re

_NAMED_ELSE = re.compile(
    r"\b(?:order|tracking|track|parcel|invoice|ticket|reference|ref|case|serial|model|sku|item|card|account|booking"
    r"|confirmation|imei|isbn|zip(?:\s?code)?|post(?:al)?\s?code|code|qq|version|id|licen[cs]e"
    r"|passport|security|ssn|iban"
    r"|coupon|voucher|barcode|ean|upc|po|waybill|rma|vat|part|batch|lot|firmware|product|purchase"
    r"|transaction|payment|receipt|membership|member|policy"
    r"|customer)"
    r"(?:\s*(?:number|num|nr|no|id|code|was|is|#|=|:|\.))*\s*#?\s*$"
    r"|(?:订单|訂單|单|快递|运单|物流|编|編|流水|序列|型|卡|账|帐|身份证|身份證|发票|工单|验证"
    r"|邮|货|貨|券|批|条|條|税|会员|會員|学|房|车|件|取件)"
    r"(?:编)?(?:号|碼|码|號|编号)?(?:码)?[是为:\s]*$"
    r"|(?:编号|編號|条码|商品|型号|版本|序列号|券|优惠码)[是为:\s]*$"
    r"|(?:qq|扣扣|企鹅)(?:号|号码)?[是为:\s]*$|[$€£¥]\s*$|\bIP[是:\s]*$",
    re.IGNORECASE,
)
_CALLED_PHONE = re.compile(
    r"(?:phone|\bmobile|\bcell(?:phone)?\b|\btel|telephone|\bcall(?:ing)?\b|\btext\b|\bring\b|whatsapp"
    r"|\breach|contact|number|dial|fax|\bsms"
    r"|desk|\bph\b|office|landline|answering|messages?|registered)\W*(?:\w+\W+){0,3}$"
    r"|(?:电话|電話|手机|手機|号码|號碼|号|號|联系|聯繫|聯絡|聨絡|联络|連繫|連絡|致电|致電|拨打"
    r"|打|座机|座機|热线|熱線|传真|短信|洽|[請请]找"
    r"|经纪人|經紀人|經理人|助理|宣传|工作|宣傳)[^\d]{0,9}$|☏\W*$",
    re.IGNORECASE,
)
_CALLED_PHONE_AFTER = re.compile(
    r"^\s*[-(,]?\s*(?:office|fax|mobile|home|cell|desk|work|landline)\b|^\s*[(（]?\s*(?:微信)?同号"
    r"|^[\s,]*(?:that'?s|is|this is|thats)\s+(?:me|my|the best"
    r"|where)|^[\s,(]*(?:这)?是我(?:的)?(?:号|电话|手机)|^[\s,]*打这个",
    re.IGNORECASE,
)
_AMOUNT_AFTER = re.compile(
    r"^\s*(?:元|块|人民币|rmb\b|cny\b|usd\b|dollars?\b|euros?\b|eur\b|%|件|个|台(?![湾灣北中南])|次|cm\b|mm\b|kg\b)",
    re.IGNORECASE,
)


def names_something_else(before: str, after: str) -> bool:
    """Whether the number is said to be an order, a card, a price, ..."""
    return bool(_NAMED_ELSE.search(before[-40:]) or _AMOUNT_AFTER.search(after))


def announces_phone(before: str, after: str) -> bool:
    """Whether the number is said to be one to call."""
    return bool(_CALLED_PHONE.search(before[-40:]) or _CALLED_PHONE_AFTER.search(after))
