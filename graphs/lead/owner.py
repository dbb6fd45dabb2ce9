"""Whose detail is it? The shop's own, a courier's, a friend's and what is ruled out are not the customer's."""

import re
from typing import Literal

from graphs.contact import Found
from graphs.contact_text import sentence_around

Standing = Literal["own", "other", "withdrawn"]

_CHANNEL = (
    r"(?:hotline|helpline|support|customer service|(?:phone |telephone |toll-free )?number|line|phone"
    r"|e-?mail(?: address)?|address|inbox|mailbox|desk|office|website|agent|rep|manager|colleague"
    r"|call cent(?:er|re))"
)
_OTHERS_BEFORE = re.compile(
    rf"\byour\s+(?:\w+\s+){{0,2}}{_CHANNEL}\s*(?:\w+\s+){{0,2}}[\W]*$"
    r"|\b(?:call|text|e-?mail|message|contact|write(?:\s+to)?)\s+(?:me|us)\s+from\s+\W*$|\b(?:called"
    r"|texted|phoned|emailed|e-mailed|messaged|contacted|wrote(?:\s+to)?|rang|reached)\s+(?:me|us"
    r"|my\s+\w+)\s+(?:\w+\s+){0,3}(?:from|with|using|on)\s+(?:the\s+)?(?:number\s+)?\W*$"
    r"|\b(?:got|received|getting|get|keep getting)\s+(?:an?\s+|this\s+"
    r"|some\s+)?(?:\w+\s+){0,2}(?:calls?|texts?|sms|e-?mails?|messages?"
    r"|mails?)\s+(?:\w+\s+){0,3}from\s+(?:the\s+)?(?:number\s+)?\W*$"
    r"|\b(?:i|we)(?:'ve|\s+have)?\s+(?:already\s+|just\s+)?(?:called|rang|phoned|dialled|dialed"
    r"|tried(?:\s+calling)?|wrote\s+to|emailed|e-mailed)\s+(?:you\s+(?:on|at)\s+)?(?:\w+\s+){0,1}\W*$"
    r"|\b(?:driver|courier|rider|postman|mailman|delivery\s+(?:guy|man|person)|technician|installer"
    r"|landlord|seller|carrier|dhl|ups|fedex|dpd|hermes)\b(?:(?!\b(?:me|my|us|our|call|ring|text|reach"
    r"|use|i|i'm|mine)\b)[^.!?;]){0,30}$"
    r"|\b(?:from|by|signed)\s+(?:your|the)\s+(?:shop|store|team)\b[^.]*$",
    re.IGNORECASE,
)
_OTHERS_AFTER = re.compile(
    r"^\W*(?:is|was)\s+(?:that|this|it)?\s*(?:you\b|yours|your\b)|^\W*(?:yours|is\s+that\s+you"
    r"|your\s+number|a\s+scam)|^\W*(?:on\s+your\s+(?:website|site|page|invoice|receipt))"
    r"|^\W*(?:一直)?(?:占线|没人接|无人接听|是你们|是不是你们|是您们)|^\s*(?:给我[打发]"
    r"|打给我|打来|发来|联系我|给我们[打发]|打过来|加我)",
    re.IGNORECASE,
)
_FRIEND = re.compile(
    r"\bmy\s+(?:\w+\s+)?(?:friend|colleague|coworker|co-worker|neighbou?r|cousin|mate|buddy|roommate"
    r"|sister|brother|boss)\b|\ba\s+friend\b|同事|朋友|邻居|闺蜜|亲戚|同学|室友|熟人|表[哥姐弟妹]",
    re.IGNORECASE,
)
_MIGHT_BUY = re.compile(
    r"\b(?:also|too|might|may|could|would)\b[^.]{0,24}\b(?:want|wants|buy|like|order|interested|need"
    r"|get)|\binterested\b|\bwants\s+one\b|\blooking\s+for\s+one\b|\brefer|\brecommend"
    r"|也想|也要|也买|想买|介绍|推荐|感兴趣|问问[她他]|有需要|也需要|也看上",
    re.IGNORECASE,
)
_THEIRS = re.compile(
    r"\b(?:her|his|their)\s+(?:\w+\s+)?(?:number|cell|phone"
    r"|mobile|e-?mail|whatsapp|wechat)\b|[他她]的?(?:电话|手机|微信|号"
    r"|邮箱)",
    re.IGNORECASE,
)
_FOR_ME = re.compile(
    r"\b(?:call|deliver|arrange|ring|reach|contact|hand"
    r"|coordinate|pick|let|use|text|send)\b|送|收|联系|打给|找[他她]|安排",
    re.IGNORECASE,
)
_OTHERS_ZH = re.compile(
    r"(?:你们|您们|贵司|贵店|贵公司|商家|店家|客服|官方|官网)[^,。!?]{0,12}(?:热线|电话"
    r"|邮箱|号码|客服|微信|地址|号|QQ|网站|用)[^,。\d]{0,4}$"
    r"|(?:你们|自称|有人|对方|骗子|陌生)[^,。!?]{0,14}用\s*$|用\s*$(?<=[们服员人]的用)"
    r"|(?:快递员|骑手|司机|配送员|外卖员|送货员|送货师傅|送货的|师傅|安装工|房东|中介|站点|驿站|快递|物流|店长"
    r"|销售)[^,。!?\d我]{0,10}(?:电话|手机|号码|微信|号|QQ)?[^,。\d]{0,4}$"
    r"|(?:打了?|拨打?了?|发了?)\s*$(?<=[我们]打了)|(?:收到|接到)[^,。]{0,8}$"
)
_RULED_OUT_BEFORE = re.compile(
    r"\b(?:don'?t|do\s+not|never|stop|please\s+don'?t|not\s+to|no\s+longer"
    r"|quit)\s+(?:ever\s+)?(?:be\s+)?(?:call(?:ing)?|use|using|text(?:ing)?|ring(?:ing)?"
    r"|contact(?:ing)?|messag(?:e|ing)|e-?mail(?:ing)?|phone|phoning|write\s+to|writing\s+to"
    r"|reach(?:\s+\w+)?|try|send(?:ing)?(?:\s+\w+){0,2}(?:\s+to)?)(?:\s+(?:me|us|him|her|them|my\s+\w+))?(?:\s+(?:on|at|to"
    r"|via|under))?\W*(?:my\s+)?(?:old\s+)?(?:\w+\s+)?\W*$"
    r"|\b(?:my\s+)?old\s+(?:\w+\s+)?(?:number|e-?mail|address|phone|mobile|cell)?\s*(?:\w+\s+)?(?:is"
    r"|was|:)?\W*$|\bused\s+to\s+be\W*$|\bno\s+longer\W*$"
    r"|\b(?:delete|remove|forget|erase|drop|unsubscribe|take|ignore|scrap)\s+(?:my\s+)?(?:number\s+"
    r"|e-?mail\s+|address\s+)?\W*$|\bnot\s+(?:on\s+|at\s+|to\s+)?\W*$|\binstead\s+of\s+\W*$"
    r"|\brather\s+than\s+\W*$|\bwas\s+(?:wrongly\s+)?\W*$(?<=it was )"
    r"|(?:别|不要|勿|不用|甭|莫)(?:再|老|往)*(?:打|加|发|拨|联系|用|给|往|寄"
    r"|存)[^,。]{0,5}$|把\s*$|(?:旧|老|以前的?|原来的?"
    r"|之前的?)(?:手机|电话|号码?|邮箱|微信)?号?[是:]?\s*$|不是\s*$",
    re.IGNORECASE,
)
_RULED_OUT_AFTER = re.compile(
    r"^\W*(?:\w+\s+){0,1}(?:is|was|isn'?t|has\s+been)\s+(?:my\s+|an?\s+)?(?:old|dead|no\s+longer"
    r"|disconnected|wrong|not\s+mine|out\s+of\s+service|switched\s+off|cancelled|canceled|gone|defunct"
    r"|hacked|my\s+ex|mine\s+any\s?more|in\s+use)"
    r"|^[^.!?]{0,12}\b(?:from|off)\s+(?:your|the|all)\s+(?:\w+\s+)?(?:list|lists|records?|system"
    r"|database|files?)|^\W*(?:doesn'?t|does\s+not|no\s+longer|isn'?t)\s+(?:work|exist|valid|active"
    r"|mine)"
    r"|^[^,。!?]{0,12}(?:删掉|删了|删除|去掉|移除|注销|拉黑)"
    r"|^[^,。\d]{0,4}[,]?\s?(?:这个|那个|这号)?(?:已经?)?(?:停机|停用|不用了"
    r"|作废"
    r"|注销了|换了|弃用|销号|失效|打不通了)|^\s?(?:是|那是)?(?:旧号|老号|以前的|错的)",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"[^。!?]{0,30}(?:你们别打|别打[给他她]|不过你们别|不要联系[他她])"
    r"|^[^.!?]{0,40}\bdon'?t\s+(?:call|contact"
    r"|bother)\s+(?:him|her|them)",
    re.IGNORECASE,
)


def standing(folded: str, found: Found) -> Standing:
    """Whether a detail is the customer's own, someone else's, or one that must not be used (any more)."""
    before, after = sentence_around(folded, found.start, found.end)
    near = before[-80:]
    if found.contact.type not in ("name", "company", "city", "address"):
        if _RULED_OUT_BEFORE.search(near) or _RULED_OUT_AFTER.search(after):
            return "withdrawn"
        if _OTHERS_BEFORE.search(near) or _OTHERS_ZH.search(near) or _OTHERS_AFTER.search(after):
            return "other"
    if _FRIEND.search(before) and (_THEIRS.search(before) and not _FOR_ME.search(before + after)):
        return "other"
    if _FRIEND.search(before) and (_MIGHT_BUY.search(before + after) or _ELSEWHERE.search(after)):
        return "other"
    return "own"
