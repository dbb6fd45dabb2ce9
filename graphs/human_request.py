"""Does the customer ask for a person? Own patterns in English and Chinese, made for precision."""

import re
from functools import cache

from graphs.phrases import normalise

# Whom one asks for. A bare "agent" counts after a verb of asking only: "agent commission" is a topic.
_PERSON = (
    r"(?:(?:a|an|the|your|my|any|some|one|real|live|actual|human|another|different|customer|support|service|sales|care|"
    r"company|damn|bloody|fucking|goddamn)\s+)*"
    r"(?:human(?:\s+(?:being|agent|support|help|person|operator|representative|advisor))?|humans|person|people|agents?|"
    r"representatives?|reps?|operators?|advis[eo]rs?|assistants?|someone(?:\s+real)?|somebody(?:\s+real)?|specialist|"
    r"manager|supervisor|staff(?:\s+member)?|team\s+member|customer\s+(?:service|support|care|assistance)|support\s+team)"
    r"(?![\w-]|\s+(?:commission|fees?|licen[cs]e|program(?:me)?|id|code|number|discount|jobs?|salary|resources|rights))"
)
_ASKING = (
    r"(?:talk|talking|speak|speaking|chat|chatting|converse|connect(?:ed|ing)?|transfer(?:red|ring)?|escalate[d]?|hand(?:ed)?(?:\s+\w+){0,4}|"
    r"forward(?:ed)?|put|switch|pass|get\s+in\s+touch|get\s+(?:a\s+)?hold|get\s+(?:me\s+)?through)"
)
_ENGLISH = (
    # talk to a person, transfer me to an agent, put me through to someone
    rf"\b{_ASKING}(?:\s+(?:me|us|this|it|over|through|directly|now|please))*\s*(?:\b(?:to|with|over\s+to|of|through\s+to)\b)\s+{_PERSON}",
    rf"\b(?:contact|contacting|reach|reaching|call\s+me|get|find)\s+(?:me\s+)?{_PERSON}(?=\s*(?:$|[.!?,]|\b(?:please|now|asap|on\b|who|to\s+(?:call|help|talk|contact))))",
    # I want a human, I need a real person, give me an operator, is there a human
    (
        r"\b(?:want|need|wanna|prefer|demand|give\s+me|get\s+me|i'd\s+like|would\s+like|looking\s+for)\s+(?:to\s+have\s+|help\s+from\s+|support\s+from\s+)?"
        r"(?:a|an|the|your|some|another)?\s*(?:(?:real|live|actual|human|customer|support|service|damn|bloody)\s+)*"
        r"(?:human(?:\s+(?:being|agent|support|help|assistance))?|person|representative|rep|operator|(?:live|human|support|service)\s+agent|agent(?=\s*(?:$|[.!?,]|please|now))"
        r"|manager|supervisor|someone(?=\s+(?:real|human|from|who|to\s+(?:talk|speak|help|call|contact)))|somebody(?=\s+(?:real|human|from|who|to\s+(?:talk|speak|help|call|contact))))"
        r"(?![\w-]|\s+(?:resources|rights|error))"
    ),
    (
        r"\b(?:is\s+there|are\s+there|do\s+you\s+have|got)\s+(?:a|an|any|some)?\s*(?:(?:real|live|actual|human)\s+)+"
        r"(?:person|people|agents?|humans?|operators?|support|representatives?|help)\b"
    ),
    r"\b(?:is\s+there|are\s+there)\s+(?:a|an|any)?\s*(?:humans?|operators?|(?:someone|somebody|anyone|anybody)\s+(?:real|human|i\s+can\s+(?:talk|speak)))\b",
    # the whole message: "human please", "agent!", "real person"
    (
        r"^\W*(?:please\W+)?(?:a\s+)?(?:(?:real|live|human|service|support|customer\s+service|speak|customer)\s+)*"
        r"(?:human|person|agent|representative|operator|supervisor|manager|hand\s*-?off|human\s+hand\s*-?off|live\s+chat)(?:\s+(?:please|pls|plz|now|asap))*\W*$"
    ),
    r"\bhuman\s*(?:,\s*)?(?:please|pls|plz|now|asap)\b",
    r"\b(?:handoff|hand\s+(?:me\s+)?over)\s+to\s+(?:a\s+)?human",
    r"\b(?:don'?t|do\s+not|dont|not|rather\s+not)\s+(?:want|wanna|wish|like)\s+(?:to\s+)?(?:talk|speak|chat|deal)(?:ing)?\s+(?:to|with)\s+(?:a|an|this|the)?\s*(?:bot|robot|machine|chatbot|ai|computer)\b",
    r"\b(?:stop|no\s+more)\s+(?:this\s+|the\s+)?(?:bots?|robots?|automated)\b",
)
_CHINESE = (
    r"(?:转|换|接|找|叫|要|喊|请|帮我转|给我转|联系|呼叫)(?:接|到|成|给|个|一个|一下|下|你们|您们|的|真)*(?:人工|真人|活人|专员)(?!智能|费|合成|草坪|钻石)",
    (
        r"(?:转|换|找|叫|喊|来|请)(?:接|到|给|个|一个|一下|下|你们|您们|的|你们的)*(?:客服|坐席|接线员|主管|经理|负责人|领导)"
        r"(?!电话|微信|邮箱|号|态度|热线)"
    ),
    r"人工(?:客服|服务|坐席|在线|帮助|回复|处理|接听|咨询)(?!费|态度|电话是|的?态度|说|告诉|让|跟我|那里|时间|几点|上班)",
    r"^\W*(?:我要|要|请|快)?\s*(?:人工|真人|转人工|客服|人工呢|有人吗|有没有人|来个人|来人)\s*(?:呢|啊|吧|谢谢|服务)?\W*$",
    (
        r"(?:有没有|有|是否有|能不能|可不可以|可以|能|想|要|想要|需要|让|安排|派)(?:个|一个|跟|和|与|找|你们|一位|位)*"
        r"(?:真人|活人|人工)(?!智能|费|合成|草坪|吗?是)"
    ),
    r"(?:跟|和|与|同)(?:一个|你们|个|真正的)*(?:真人|活人|人工|客服|人)(?:客服)?(?:说话|聊|沟通|对话|通话|谈|讲)",
    r"(?:不想|不要|别|不愿意?)(?:再)?(?:跟|和|与)(?:你这?个?|这个|一个)?(?:机器人|机器|智能客服|AI|ai|自动回复)(?:说|聊|讲|沟通|对话|废话)?",
    r"(?:不要|别)(?:再)?(?:用)?(?:机器人|自动回复)",
    r"(?:叫|让|喊)(?:你们?)?(?:的)?(?:主管|经理|负责人|领导|老板|真人|人)(?:来|出来|跟我|和我|联系我|给我|打电话)",
)
# What looks like a request and is a question about the agent, or somebody else's agent.
_NOT_REQUESTS = (
    r"\bare\s+(?:you|u)\s+(?:a\s+|an\s+|really\s+|actually\s+)*(?:human|person|real|bot|robot)",
    r"\b(?:am|was)\s+i\s+(?:talking|speaking|chatting)\s+(?:to|with)\b",
    r"\b(?:travel|real\s+estate|estate|insurance|letting|cleaning|shipping|ticket|bleaching|commission)\s+agents?\b",
    r"\b(?:spoke|talked|chatted|spoken)\s+(?:to|with)\b",
    r"\b(?:don'?t|do\s+not|no)\s+(?:need|want)\s+(?:to\s+(?:talk|speak|chat)\s+(?:to|with)\s+)?(?:a|an|any)\s+(?:human|person|agent|operator|representative)\b",
    r"你是(?:不是)?(?:真人|人工|机器人|活人)",
    r"(?:是|请问是)(?:不是)?(?:人工客服|真人|人工)(?:吗|么)",
    r"(?:不用|不需要|不要|无需|别)(?:再)?(?:转|找|联系)?(?:人工|客服)",
)


@cache
def _compiled() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """English, Chinese and excluding patterns, compiled at first use."""
    return re.compile("|".join(_ENGLISH)), re.compile("|".join(_CHINESE)), re.compile("|".join(_NOT_REQUESTS))


def asks_for_human(text: str) -> bool:
    """Whether the message asks to be served by a person; "are you human?" does not."""
    words = normalise(text)
    english, chinese, excluded = _compiled()
    remaining = excluded.sub(" ", words)
    return bool(english.search(remaining) or chinese.search(remaining))
