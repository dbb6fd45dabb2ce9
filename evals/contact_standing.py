"""Whose is a contact detail that stands in a customer's words, and may it be used? The graders' own reading.

Apart from the agent's (`graphs.lead.owner`) on purpose: a grader that shares it could only confirm what was recorded.
"""

import re
from functools import partial
from typing import Literal

Standing = Literal["own", "another number", "the shop's own", "somebody else's", "refused", "no longer in use"]

_cue = partial(re.compile, flags=re.IGNORECASE)
_AROUND, _NEAR = 70, 20

_NUMBER_OF = _cue(
    r"\b(?:order|tracking|invoice|receipt|serial|ticket|booking|reservation|case|claim|policy|contract|customer"
    r"|member(?:ship)?"
    r"|account|card|iban|sku|article|item|part|model|meter|parcel|shipment|consignment|ref(?:erence)?|tax|vat"
    r"|licen[cs]e|voucher|code)"
    r"(?:'s)? ?(?:no\.?|nr\.?|number|id|code|#)?\W{0,3}(?:is|was|:|#|=)?\W{0,3}$"
    r"|(?:[$€£¥￥#]|\b(?:price|total|amount|charged|paid|costs?|worth|quoted)(?: \w+){0,2}) ?$"
    r"|(?:订单|单号|快递(?!员|小哥)|运单|物流|发票|序列|编号|货号|型号|卡号|税号|账号|会员|保单|合同|工单|流水|身份证|核销"
    r"|券码?|参考)[^,，。；;]{0,6}$"
    r"|(?:报价|价格?|总价|一共|共|花了|付了|扣了)[^,，。；;\d]{0,3}$"
)
_AMOUNT_AFTER = _cue(
    r"^ ?(?:(?:won|euros?|eur|dollars?|usd|pounds?|gbp|yuan|rmb|yen|kronor|francs?|pieces|units)\b|[$€£元块件个]|日元"
    r"|韩元|台币)|^[^.,，。!?]{0,25}\b(?:is (?:my|the) (?:order|tracking|invoice|booking|reference)|too much"
    r"|in price)\b"
    r"|^[^,，。]{0,4}(?:这个)?(?:订单|单子|单号)"
)
_OURS = _cue(
    r"\byour (?:\w+ ){0,2}(?:hotline|help ?line|number|phone|e-?mail|address|support|line|inbox"
    r"|switchboard)\W{0,3}(?:is|was|at|on|:)?\W*$"
    r"|\b(?:called|rang|dialled|tried|phoned|wrote to|e-?mailed) (?:you )?(?:on |at |under )?\W*$"
    r"|(?:你们|您们|贵司|贵公司|店里|官方|官网|客服)的?(?:客服|热线|电话|号码?|邮箱|微信|官方)*[^,，。]{0,3}$"
)
_OURS_AFTER = _cue(
    r"^[^.!?]{0,12}\b(?:your (?:hotline|number|line|help ?line|support|e-?mail|address)|is (?:that|this|it) (?:you"
    r"|your)|on your (?:site|website|page))"
    r"|^[^,，。]{0,6}(?:是你们|是不是你们|一直(?:占线|没人接|打不通)|没人接|是客服)"
)
_FREE_LINE = re.compile(r"^\D*(?:(?:\+?1\D?)?8(?:00|88|77|66)|0800|0808|400|(?:\+86\D?)?400|95\d{3}$)")
_OTHERS = (
    r"(?:courier|driver|postman|neighbou?r|friend|colleague|co-?worker|boss|cousin|sister|brother|flatmate"
    r"|room-?mate|landlord|tenant|seller"
    r"|fitter|plumber|electrician|technician|ex|aunt|uncle|mate)"
)
_OTHERS_BEFORE = _cue(
    rf"\b{_OTHERS}(?:'s)?\b[^.!?\n]{{0,60}}$"
    r"|\b(?:her|his|their) (?:\w+ )?(?:number|mobile|cell|phone|e-?mail|whatsapp)\b[^.!?\n]{0,20}$"
    r"|(?:快递员|骑手|司机|配送员|师傅|房东|租客|卖家|中介|同事|朋友|邻居|闺蜜|表[哥姐弟妹]|[姐妹哥弟]+|室友|同学|领导"
    r"|亲戚)[^。!！?？\n]{0,24}$|[他她]的?(?:电话|手机|微信|号码?|邮箱)[^。!！?？\n]{0,6}$"
)
_REACH_THEM_FOR_ME = _cue(
    r"\b(?:reach|call|ring|text|contact|deliver|leave)\b[^.!?]{0,25}\b(?:instead|for me|there|on my behalf|via"
    r"|through)\b"
    r"|(?:打|联系|找|送|交)(?:给)?[他她](?:就行|就可以|也行|也可以|吧|代)"
)
_NOT_TO_USE = _cue(
    r"\b(?:don'?t|do not|never|no need to|rather not|not to|without) (?:ever )?(?:be )?(?:store|stor|sav|keep"
    r"|record|not[ei]|us[ei]|shar|pass|add|put|file|writ|call|contact"
    r"|e-?mail|text|messag|send)\w*\b(?! (?:before|after|until|at (?:night|work)|on (?:week|sun|satur)|during"
    r"|in the (?:morning|evening)|so|late|early))"
    r"|\bnot for (?:your|the) (?:records?|files?|marketing|database|list)|\b(?:delete|erase|remove|forget"
    r"|scrap) (?:my|that|the|this|it)\b|\bno (?:calls|mails|e-?mails|ads|marketing)\b"
    r"|(?:别|不要|不许|勿|不准|先别|不用|请勿)(?:再|给我|往|用|把|都)*(?:存|记|保存|登记|留|打(?!断|扰别)|发|联系"
    r"|加|用|外传|泄露|推销)"
    r"|(?:删(?:了|掉|除)|忘掉|撤回|作废)"
)
_OLD_BEFORE = _cue(
    r"\b(?:old|former|previous|ex-?)(?: \w+){0,2}\W{0,3}(?:was|is|:)?\W*$|\b(?:used to be|was)\W*$|\bnot (?:on "
    r"|at )?\W*$|\binstead of \W*$"
    r"|(?:以前|之前|原来|原先|旧|老)的?(?:手机|电话|号码?|邮箱|微信|qq)*[号是:：]?\s*$|不是\s*$"
)
_OLD_AFTER = _cue(
    r"^\W*(?:is|was|has been)? ?(?:\w+ )?(?:no longer|not (?:mine|in use|valid|working)|dead|disconnected|cancelled"
    r"|out of (?:use|service)|my old|the old|wrong)\b"
    r"|^[^,，。\d]{0,4}[,，]?(?:已经|早就|这个号)?(?:不用了|停用|停机|作废|注销|换了|错了|是旧的|是以前的)"
)


def standing(text: str, start: int, end: int) -> Standing:
    """What the words around `text[start:end]` say of the detail that stands there."""
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    line = before.rpartition("\n")[2]
    if _NUMBER_OF.search(line) or _AMOUNT_AFTER.search(after):
        return "another number"
    if _OURS.search(line) or _OURS_AFTER.search(after) or _FREE_LINE.search(text[start:end]):
        return "the shop's own"
    if _OLD_BEFORE.search(line) or _OLD_AFTER.search(after):
        return "no longer in use"
    if _OTHERS_BEFORE.search(line) and not _REACH_THEM_FOR_ME.search(line[-_NEAR:] + after):
        return "somebody else's"
    if _NOT_TO_USE.search(line) or _NOT_TO_USE.search(after):
        return "refused"
    return "own"


def takes_back(text: str) -> bool:
    """Whether a later message wants what was told before to be forgotten, or not to be contacted."""
    return bool(_NOT_TO_USE.search(text))
