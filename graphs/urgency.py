"""How soon does the customer need an answer? Own patterns in English and Chinese, made for precision.

High where they say so ("asap", 赶时间) or name a deadline that is near ("my flight leaves in 2 hours"); low where they
say that there is time. Words that only sound like it - rush hour, an emergency contact, 急救包 - are taken out first.
"""

import re
from functools import cache

from graphs.phrases import normalise
from graphs.turn import Urgency

# A message with none of these is ordinary: most are, and this is all that they cost.
_MAY_TELL = re.compile(
    r"urgen|asap|a\.s\.a\.p|soon|emergen|immediate|right (?:away|now)|straight away|at once|hurry|rush|quick|fast"
    r"|deadline|time|wait|late|today|tonight|tomorrow|noon|midnight|\bam\b|\bpm\b|\d\s?[ap]m|\b(?:by|before|in|at|within)\b"
    r"|急|马上|立刻|立即|尽快|赶|快|今天|今晚|今日|明天|明早|之前|以前|前|小时|分钟|等|及时|来不及|慢慢|随便|不忙|先忙|方便|有空|有时间|晚点"
)
_LOW_ENGLISH = (
    r"\b(?:no|not?\s+(?:in\s+)?an?y?|not\s+in\s+an?y?|zero|without)\s+(?:\w+\s+)?(?:rush|hurry|urgency)\b",
    r"\b(?:not|isn'?t|nothing|never|hardly)\s+(?:\w+\s+){0,2}?urgent\b|\bnon-?urgent\b",
    r"\b(?:don'?t|do\s+not|no\s+need\s+to|needn'?t)\s+(?:have\s+to\s+|need\s+to\s+)?(?:hurry|rush)\b",
    r"\btake\s+(?:your|all\s+the)\s+time\b|\bin\s+your\s+own\s+time\b|\bat\s+your\s+(?:convenience|leisure)\b",
    r"\bwhen(?:ever)?\s+(?:you|someone|somebody)\s+(?:have|has|get|find)\s+(?:the\s+|a\s+|some\s+)?(?:time|moment|minute|chance)\b",
    r"\bwhen(?:ever)?\s+(?:it\s+is|it'?s)?\s*convenient\b|\b(?:it|this|that)\s+can\s+wait\b",
    r"\bno\s+need\s+to\s+(?:answer|reply|respond|do\s+(?:it|this|anything))\s+(?:right\s+away|right\s+now|now|immediately|today)\b",
    (
        r"\b(?:doesn'?t|does\s+not|don'?t|do\s+not)\s+(?:have\s+to\s+be|need\s+(?:it|this|an\s+answer|to\s+be))\s+(?:\w+\s+)?"
        r"(?:right\s+away|right\s+now|now|immediately|today|soon|urgently)\b"
    ),
)
_LOW_CHINESE = (
    r"(?:不|没|没有|没那么|没这么|并不|也不|不是很|不太|不怎么|无需|不用|不必|别)(?:用|必|需要|要|那么|这么|太|很|特别)?(?:着急|急着|急用|急|赶时间|赶|催)(?!救|诊|性)",
    r"慢慢来|(?:您|你)?先忙|随便(?:问问|问一下|看看|了解)|不忙",
    r"(?:有空|有时间|方便|闲)(?:了|的?时候|的话)?(?:再|帮|时|告诉|回|看|处理|就)",
    r"急倒(?:是|也)?不急",
    r"(?:晚点|晚些|回头|过几天|改天)(?:再)?(?:回|答|处理|说|看|告诉)",
)
# What only sounds like it: things, places, and what is asked about a product or a service.
_NOT_MEANT = (
    r"\burgent\s+care\b|\bemergency\s+(?:contact|exit|room|kit|light|lamp|brake|number|stop|services?|fund|button|call)\w*",
    r"\brush\s+(?:hour|fee|order|delivery|shipping)s?\b|\b(?:sugar|gold|adrenaline)\s+rush\b",
    r"\b(?:do|does|did|is|are|will|would|can|could)\s+(?!you\b)(?:\w+\s+){1,4}?(?:immediately|right\s+away|straight\s+away|at\s+once|instantly)\b",
    (
        r"\b(?:arriv|answer|repli|respond|work|deliver|help|refund|fix|shipp?|turn|react|came|got)\w*\s+(?:\w+\s+){0,2}?"
        r"(?:immediately|right\s+away|straight\s+away|at\s+once)(?=[\s,.!]*(?:$|,|\.|!|when|after|once|and\s+great))"
    ),
    r"(?:下次|下回|以后|今后|将来)[^，。,.!！?？]{0,12}(?:快|急|尽快|及时)[点些]?|[做送走等][的得](?:很|太|真|有点)?着?急|急急忙忙|催我[^，。,.]{0,4}",
    r"急(?:救|诊|性|停|转|刹|冻|剧|需品)|应急|紧急(?:联系|出口|按钮|制动|停|呼叫|避险)|性急|急躁",
    r"加急(?:费|件|订单|服务|配送|快递|发货)?(?:是|要|需要|多少|怎么|吗|能|可以|有)",
    r"(?:下单|付款|支付|拍下|退款|申请|确认|购买|买)(?:后|了|之后|以后)?(?:是|会|能|可以)?(?:马上|立即|立刻)",
    r"(?:退款|钱|款)(?:是|会|能)?(?:马上|立即|立刻)",
    r"我(?:们)?(?:就|会|现在)?(?:马上|立刻|立即)(?:就)?(?:到|来|去|过来|过去|付|买|下单|拍|回)",
    r"(?:马上|立刻|立即)(?:就)?(?:回复|解决|处理|发货|退款|退)了",
)
_DUE = (
    r"(?:leav|depart|start|begin|clos|end|expir|board|land|due|go(?:es|ing)|take(?:s|ing)?\s+off|arriv|check\s+in"
    r"|finish)\w*"
)
_SOON = (
    r"(?:in|within)\s+(?:about\s+|less\s+than\s+|under\s+|the\s+next\s+)?(?:an?|half\s+an?|one|two|three|four|five|six|a\s+few|a\s+couple\s+of|\d{1,2})"
    r"\s*(?:minutes?|mins?|hours?|hrs?|h)\b"
)
_HOUR = (
    r"(?:\d{1,2}(?::\d\d)?\s*(?:[ap]\.?m\b\.?|o'?clock)|\d{1,2}:\d\d|\d{1,2}(?=\s*(?:$|[,;!?)]|\.\s|\.$))"
    r"|noon|midnight|lunch|clos(?:e|ing))"
)
_DAY = (
    r"(?:today(?!'s)|tonight|this\s+(?:morning|afternoon|evening)|tomorrow(?!'s)(?:\s+(?:morning|noon|afternoon))?"
    r"|end\s+of\s+(?:the\s+)?(?:day|business))"
)
_NEED = r"(?:needs?|must|(?:have|has|got)\s+to|gotta|want|require|please|pls|cancel|stop|fix|answer|send|ship|deliver)"
_EVENT = (
    r"(?:flight|plane|train|bus|ferry|boat|meeting|interview|exam|wedding|party|birthday|funeral|event|conference|presentation|appointment"
    r"|surgery|operation|trip|check-?in|webinar|demo|launch|ceremony|concert|show)"
)
_HIGH_ENGLISH = (
    r"\burgent(?:ly)?\b|\burgency\b|\bas\s*ap\b|\ba\.s\.a\.p\b|\bas\s+(?:soon|quickly|fast)\s+as\s+(?:(?:humanly\s+)?possible|you\s+can)\b|\btime[\s-]+(?:sensitive|critical)\b",
    r"\b(?:it'?s|is|this\s+is|an|have\s+an|real)\s+(?:an?\s+)?emergency\b|^\W*emergency\b",
    r"\b(?:please|pls|can\s+you|could\s+you|you\s+(?:must|have\s+to|need\s+to))\s+(?:\w+\s+){0,2}?hurry\b|^\W*hurry\b|\bhurry\s+up\b|\b(?:i'?m|i\s+am|we'?re|we\s+are)\s+in\s+a\s+(?:\w+\s+)?(?:hurry|rush)\b",
    (
        rf"\b{_NEED}\b[^.?!]{{0,60}}\b(?:immediately|instantly|right\s+away|straight\s+away|at\s+once|this\s+(?:minute|second|instant))\b"
        r"|\b(?:immediately|right\s+away|straight\s+away|at\s+once)\s*,?\s*(?:please|pls)\b"
        r"|\b(?:i|we)\s+need\s+(?:\w+\s+){1,4}?right\s+now\b"
    ),
    r"(?<!more )\b(?:quick(?:ly)?|fast)\s*,?\s*(?:please|pls)\b|\bplease\s*,?\s*(?:be\s+)?quick\b",
    r"\brunning\s+out\s+of\s+time\b|\bcan(?:'?t|not|\s+not)\s+wait\s+(?:any\s*more|any\s+longer|much\s+longer|until|that\s+long|so\s+long)\b",
    r"\b(?:i'?m|i\s+am|we'?re|we\s+are|standing|waiting)\s+(?:\w+\s+){0,2}?at\s+(?:the|your|my)\s+(?:counter|desk|door|gate|airport|check-?out|till|reception|station)\b",
    rf"\b{_EVENT}s?\b[^.?!]{{0,40}}\b(?:{_SOON}|(?:is|are|starts?|leaves?|departs?|begins?)\s+(?:at\s+{_HOUR}|{_DAY}|soon|now))",
    rf"\b(?:{_EVENT})\b\s+(?:is\s+)?{_DAY}\b|\b{_DAY}\W+(?:is|we\s+have)\s+(?:\w+\s+){{1,3}}?{_EVENT}\b",
    rf"\b{_DUE}\b\s+(?:\w+\s+){{0,2}}?{_SOON}|\bdeadline\s+(?:is|ends?)\s+(?:{_SOON}|{_DAY}|at\s+{_HOUR})",
    rf"\b{_NEED}\b[^.?!]{{0,60}}\b(?:by|before)\s+(?:{_DAY}|{_HOUR})|\b{_NEED}\b[^.?!]{{0,50}}\b{_SOON}",
    rf"\b(?:i|we)\s+(?:really\s+|absolutely\s+)?(?:need|must\s+have)\b[^.?!]{{0,50}}\b{_DAY}\b",
    rf"\b{_DAY}\s+(?:before|by)\s+{_HOUR}\b|\bby\s+{_DAY}\s+or\b",
    r"\b(?:have|has|need|got)\s+to\s+(?:leave|be\s+there)\b[^.?!]{0,40}\b(?:now|soon|in\s+a\s+(?:minute|moment)|airport)\b",
)
_ACT = r"(?:帮|给|处理|回复|解决|取消|拦截|发|退|改|查|办|修|联系|安排|答复|回答|告诉|救|停)"
_SPAN = r"(?:半|一|两|二|三|四|五|六|几|\d{1,2})(?:个)?(?:半)?(?:小时|钟头|分钟|刻钟)"
_DATE = r"(?:今天|今晚|今日|今儿|今早|今天(?:上午|中午|下午|晚上)|明天|明早|明晚|明儿)"
_MATTERS = r"(?:要用|就要|要穿|要交|要出发|要走|出发|上学|考试|开会|结婚|婚礼|面试|登机|出差|用|截止|到期|过期)"
_HIGH_CHINESE = (
    r"十万火急|火烧眉毛|(?:很|好|太|真的?|特别|非常|比较|挺|超|实在|有点|十分|万分|可|都|快|我)(?:是)?(?:着急|急)(?!性|诊)|着急|急急|急用|急需|急着|急件|紧急|(?:^|[,，。.!！?？\s])急(?=$|[,，。.!！?？\s求事要])|急死|焦急|心急|急了",
    r"赶时间|赶着|赶不上(?=了|$|[，。,.!！])|赶(?:飞机|高铁|火车|车|班机|航班|会议)|来不及|等不了|等不及|没时间(?:了|等)|时间不够|时间紧|快迟到|要迟到|在线等",
    rf"(?:马上|立刻|立即|立马|即刻|现在就|赶紧|赶快|尽快|尽早|速度|速速|火速|抓紧|麻烦快点?|请快点?|快点?儿?)(?:就|给我|帮我|请|麻烦)*{_ACT}",
    r"(?:请|麻烦|帮忙|务必|一定|希望|能不能|可以|可否|能否|能)(?:您|你们?|大家|给我|帮我|再)*(?:尽快|赶紧|赶快|尽早|抓紧|马上|立刻|立即|快点|快一点|加急)",
    r"(?:加急|优先)(?:帮|给|处理|一下|发|安排)|(?:快点|快些|快快|赶紧|赶快)(?:吧|啊|呀|快|$|[,，。.!！?？])|抓紧(?:时间)?(?:$|[,，。.!！?？])",
    rf"(?:马上|立刻|立即|就要|快要|快|即将)(?:就)?要?(?:登机|起飞|发车|开车|开会|出发|截止|考试|结婚|上台|上课)(?!了?吗)|(?:还有|再过|只剩|离.{{0,6}}还有)(?:不到)?{_SPAN}(?!送|的路)",
    rf"{_DATE}(?:{_DATE})?(?!的)[^，。,.!！?？]{{0,4}}?(?:\d{{1,2}}|[一二三四五六七八九十两]{{1,3}})?(?:点半?|:\d\d)?(?:钟)?(?:之?以?内|之前|以前|前)(?!天|几|面)",
    rf"{_DATE}[^，。,.!！?？]{{0,6}}?(?:必须|务必|一定(?:要|得)|就?要|就得|得){_MATTERS}?(?!开|关|营|下雨|买|问|多少)|{_DATE}(?:就)?{_MATTERS}(?!吗)",
    rf"{_SPAN}(?:之内|以内|内)?(?:就|后就|后)(?:要|得|开[会车]|起飞|登机|出发|截止)|{_SPAN}(?:之?以?内)(?:必须|要|得|帮|给|能|处理|回复|解决)",
    r"(?:客户|老板|孩子|病人|快递员|师傅|司机|领导|家人|对方)(?:们)?(?:都|还|正|就|已经)?在?(?:等|催)|已经?在(?:楼下|门口|机场|车站|柜台|现场)",
)


@cache
def _compiled() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Low, not meant, high; compiled at first use."""
    return (
        re.compile("|".join((*_LOW_ENGLISH, *_LOW_CHINESE))),
        re.compile("|".join(_NOT_MEANT)),
        re.compile("|".join((*_HIGH_ENGLISH, *_HIGH_CHINESE))),
    )


def urgency_of(text: str) -> Urgency:
    """How soon the customer needs an answer, by their words: high, normal or low."""
    words = normalise(text)
    if not _MAY_TELL.search(words):
        return "normal"
    said = " ".join(words.split())
    low, not_meant, high = _compiled()
    rest, lows = low.subn(" _ ", said)
    if high.search(not_meant.sub(" _ ", rest)):
        return "high"
    return "low" if lows else "normal"


def urgency_by_now(before: Urgency, said: Urgency) -> Urgency:
    """A conversation's urgency after one more message: what was said about it last stands."""
    return before if said == "normal" else said
