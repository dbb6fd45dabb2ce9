"""Does the customer ask for a person? Own patterns in English and Chinese, made for precision."""

import re
from functools import cache

from graphs.contact_text import holds_any
from graphs.phrases import normalise
from graphs.typos import corrected

# English: whom one asks for, and how. A bare "agent" counts after a verb of asking only: "agent commission" is a topic.
_WHICH = (
    r"(?:(?:an?|the|your|my|any|some|one|another|different|real|live|actual|proper|human|smart|customer|support|service"
    r"|sales|care|company|damn|bloody|fucking|goddamn)\s+)*"
)
_HUMAN = r"(?:humans?(?:\s+(?:being|agent|support|help|person|operator|representative|advisor|assistance))?)"
_STAFF = (
    r"(?:agents?|representatives?|reps?|operators?|advis[eo]rs?|assistants?|specialists?|managers?|supervisors?|boss"
    r"|employees?|colleagues?|owners?|founders?|ceo)"
)
_ANYONE = (
    r"(?:person|people|colleagues?|someone|somebody|staff(?:\s+member)?|team\s+member|(?:support\s+|your\s+)?team)"
)
# One word may stand between, as a rule the business's name: "a real Acme employee".
_PERSON = rf"{_WHICH}(?:(?:real|live|actual|human)\s+\w+\s+{_STAFF}|{_HUMAN}|{_STAFF}|{_ANYONE})"
_TOPIC = (
    r"(?![\w-]|\s+(?:commission|fees?|licen[cs]e|program(?:me)?|id|code|number|discount|jobs?|salary|resources|rights))"
)
_TALK = (
    r"(?:talk|speak|chat|convers|connect|transfer|escalat|switch|pass|put|forward|hand)\w*"
    r"|get\s+in\s+touch|get\s+(?:a\s+)?hold|get"
)
_FILLER = r"(?:\s+(?:me|us|this|it|over|through|directly|now|please|(?:a|the)\s+conversation))*"
_CONNECT = r"(?:connect|transfer|forward|put|switch|pass|escalate)"
_WANT = (
    r"(?:want|need|wanna|prefer|demand|give\s+me|gimme|get\s+me|(?:can|could|may)\s+i\s+(?:get|have)|get|bring\s+me|(?:see|let)|i'd\s+like|would\s+like"
    r"|looking\s+for|request)"
)
_END = r"(?=\s*(?:$|[.!?,:]|please|pls|now|asap))"
_ENGLISH = (
    # talk to a person, transfer me to an agent; customer service only where the chat itself can connect to it
    rf"\b(?:{_TALK}){_FILLER}\s+(?:to|with|of|through\s+to)\s+{_PERSON}{_TOPIC}",
    rf"\b(?:give|hand|bring|take|get)\s+me\s+to\s+{_PERSON}{_TOPIC}",
    rf"\b{_CONNECT}{_FILLER}\s+(?:to|with)\s+{_WHICH}(?:customer\s+(?:service|support|care)|support)\b",
    rf"\b(?:contact|contacting|reach|reaching|find)\s+{_PERSON}(?={_END}|\s+(?:who|on|to\s+(?:call|help|talk)))",
    # I want a human, give me an operator, I need someone to talk to
    (
        rf"\b{_WANT}\s+(?:to\s+have\s+|(?:help|support|assistance)\s+from\s+)?{_WHICH}(?:{_HUMAN}|(?:real|live)\s+person"
        rf"|representative|operator|person(?:{_END}|(?=\s+to\s+(?:talk|speak|chat|help|call))))(?![\w-]|\s+(?:resources|rights|error|manual))"
    ),
    rf"\b{_WANT}\s+{_WHICH}(?:(?:human|live|real|support|service)\s+agent|(?:agent|rep|manager|supervisor|boss){_END})",
    rf"\b{_WANT}\s+(?:some(?:one|body))\s+(?:real|human|from|who|to\s+(?:talk|speak|help|call|contact))",
    (
        rf"\b(?:can|could)\s+{_WHICH}(?:{_HUMAN}|(?:real|live)\s+person|representative|agent"
        r"|operator)\s+(?:please\s+)?(?:help|call|contact|talk|take)|\b(?:can|could)\s+(?:someone|somebody|a\s+person)\s+(?:please\s+)?(?:call|phone|ring)\s+me"
        r"|\bis\s+(?:anyone|anybody|someone)\s+(?:real|human)\b|^\W*who\s+can\s+i\s+(?:talk|speak)\s+(?:to|with)\W*$"
    ),
    rf"\bhelp\s+(?:of|from|by)\s+{_WHICH}(?:{_HUMAN}|real\s+person|representative)\b",
    # is there a real person, do you have human support
    r"\b(?:is|are)\s+there\s+(?:also\s+)?(?:an?|any)?\s*(?:real\s+|live\s+)?(?:humans?|operators?|real\s+people|real\s+person|live\s+agents?)\b",
    r"\b(?:is|are)\s+there\s+(?:some|any)(?:one|body)\s+(?:real|human|i\s+can\s+(?:talk|speak))",
    (
        r"\b(?:do\s+you\s+have|got)\s+(?:an?|any|some)?\s*(?:(?:real|live|actual|human)\s+)+"
        r"(?:person|people|agents?|humans?|operators?|support|representatives?|help)\b"
    ),
    # the whole message: "human please", "agent!", "real person"
    (
        r"^\W*(?:please\W+)?(?:an?\s+)?(?:(?:real|live|human|service|support|customer)\s+)*"
        r"(?:human|person|agent|representative|operator|supervisor|manager|hand\s*-?off|live\s+chat)(?:\s+(?:please|pls|now|asap))*\W*$"
    ),
    r"^\W*someone\s+from\s+(?:customer|support|your)\b|\bhuman\s*,?\s*(?:please|pls|plz|now|asap)\b|\bhand\s*-?off\s+to\s+(?:a\s+)?human",
    # rather no machine
    (
        r"\b(?:don'?t|do\s+not|not|rather\s+not)\s+(?:want|wanna|wish|like)\s+(?:to\s+)?(?:talk|speak|chat|deal)\w*\s+(?:to|with)"
        r"\s+(?:an?|this|the)?\s*(?:bot|robot|machine|chatbot|ai|computer)\b|\bno\s+(?:more\s+)?(?:bots?|robots?)(?:\s+please)?\W*$"
        r"|\b(?:talking|speaking|chatting)\s+(?:to|with)\s+(?:an?|this)\s+(?:bot|robot|machine|chatbot)\s+is\s+\w+"
    ),
)
# Chinese: 转人工, 找真人, 叫你们主管来, and a message that is nothing but 人工 or 客服.
_SOME = r"(?:接|到|成|给|个|一个|一位|一下|下|你们|您们|的|你们的|真)*"
_CHINESE = (
    rf"(?:转|换|接|找|叫|要|喊|请|联系|呼叫|切换){_SOME}(?:人工|真人|活人|专员)(?!智能|费|合成|草坪|钻石)",
    rf"(?:转|换|找|叫|喊|请|联系|呼叫){_SOME}(?:客服|坐席|接线员|主管|经理|负责人|领导)(?!电话|微信|邮箱|号|态度|热线|让|说)",
    r"人工(?:客服|服务|坐席|在线|帮助|回复|处理|接听|咨询)(?!费|态度|电话|的?态度|说|告诉|让|跟我|那里|时间|几点|上班)",
    r"^\W*(?:我要|要|请|快)?\s*(?:你们的?)?(?:(?:人工\s*)+|真人|客服|有客服吗|转接|给?我?换个人|来个人|来人|人呢|有真人吗|没人理)\s*(?:呢|啊|吧|谢谢|服务|在吗|在不在)?\W*$",
    r"(?:有|是否有|能不能|可不可以|可以|能|想|要|需要|让|安排|派)(?:个|一个|跟|和|与|找|你们|一位|位)*(?:真人|活人|人工)(?!智能|费|合成|草坪)",
    r"(?:跟|和|与|同)(?:一个|你们|个|真正的)*(?:真人|活人|人工|客服|人)(?:客服)?(?:说话|聊|沟通|对话|通话|谈|讲)",
    r"(?:不想|不要|别|不愿意?)(?:再)?(?:跟|和|与|用)?(?:你这?个?|这个|一个)?(?:机器人|智能客服|自动回复)",
    r"(?:叫|让|喊)(?:你们?)?(?:的)?(?:主管|经理|负责人|领导|老板|真人|人)(?:来|出来|跟我|和我|联系我|给我|打电话)",
    r"联系不[上到](?:你们|人工|他们)?的?客服",
)
# What looks like a request and is a question about the agent, somebody else's agent, or the past.
_NOT_REQUESTS = (
    r"\bare\s+(?:you|u)\s+(?:an?\s+|really\s+|actually\s+)*(?:real\s+|live\s+)?(?:human|person|bot|robot|agent|real)\b",
    rf"\b(?:am|was)\s+i\s+(?:talking|speaking|chatting)\s+(?:to|with)\s+{_PERSON}",
    r"\b(?:travel|real\s+estate|estate|insurance|letting|cleaning|shipping|ticket|bleaching|sales\s+tax)\s+agents?\b",
    rf"\b(?:spoke|talked|chatted|spoken|speaking|have\s+contacted)\s+(?:to|with)\s+{_PERSON}\s+(?:yesterday|already|last|before|who|and)",
    (
        r"\b(?:don'?t|do\s+not|no)\s+(?:need|want)\s+(?:to\s+(?:talk|speak|chat)\s+(?:to|with)\s+)?(?:an?|any)\s+(?:\w+\s+)?"
        r"(?:human|person|agent|operator|representative)\b"
    ),
    r"你们?(?:到底)?是(?:不是)?(?:真人|人工|机器人|活人)(?:客服)?|是(?:不是)?(?:人工客服|真人|人工)(?:吗|么)",
    r"(?:不用|不需要|不要|无需|别)(?:再)?(?:转|找|联系)?(?:人工|客服)",
)
# What no pattern can do without: to add one, add its words. Most messages hold none of them.
_CUES = (
    "human", "agent", "rep", "operator", "advis", "assist", "specialist", "manager", "supervisor", "boss", "employee",
    "colleague", "owner", "founder", "ceo", "person", "people", "some", "any", "staff", "team", "support", "service",
    "care", "who can i", "bot", "talk", "speak", "chat", "deal", "hand", "real",
    "人", "客服", "坐席", "接线员", "主管", "经理", "负责", "领导", "专员", "机器", "智能", "自动", "老板", "转接",
)  # fmt: skip


@cache
def _compiled() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What asks and what does not, compiled at first use."""
    return re.compile("|".join((*_ENGLISH, *_CHINESE))), re.compile("|".join(_NOT_REQUESTS))


def asks_for_human(text: str) -> bool:
    """Whether the message asks to be served by a person; "are you human?" does not. Forgives a typo a word."""
    # On one line: every \s+ of the patterns would try every part of a long run of spaces.
    said = corrected(" ".join(normalise(text).split()))
    if not holds_any(said, _CUES):
        return False
    asking, excluded = _compiled()
    return bool(asking.search(excluded.sub(" _ ", said)))
