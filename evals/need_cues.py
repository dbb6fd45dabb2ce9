"""What customers say when a person is needed, in English and Chinese, by kind: the graders' own words.

They stand beside what a message means (`evals.need_of_person`): words are surer where they hit, meaning sees more.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

_HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Cue:
    """Patterns of both languages, of which a text without Chinese characters needs one only."""

    english: re.Pattern[str]
    chinese: re.Pattern[str]

    def search(self, text: str) -> bool:
        """Whether one of them is in the text."""
        return bool(self.english.search(text)) or (bool(_HAN.search(text)) and bool(self.chinese.search(text)))


def _cue(english: str, chinese: str) -> Cue:
    return Cue(re.compile(english, re.IGNORECASE), re.compile(chinese, re.IGNORECASE))


PERSON = _cue(
    r"\b(?:is|are)(?:n't| not)? (?:there )?(?:any(?:one|body)|some(?:one|body)|a person"
    r"|people)\b[^.?!]{0,30}\b(?:there|here|home|reading|listening|alive|real|in charge|in today)\b|\b(?:put"
    r"|pass|hand|get|patch|bring|fetch|find)\b[^.?!]{0,12}\b(?:me|this|it|us)?\b ?(?:on |over "
    r"|through )?(?:to|with)?[^.?!]{0,12}\b(?:some(?:one|body) (?:who|that|else|from|with|real|competent)"
    r"|department|legal team|billing|accounts|head office|headquarters|second level)\b|\b(?:talk|speak|chat"
    r"|write|reach|contact|hear from)\b[^.?!]{0,16}\b(?:some(?:one|body)|any(?:one|body)|your (?:boss|legal"
    r"|billing|accounts|head office|team|office|department))\b|\b(?:wrong|not|won't|rather not"
    r"|don't) (?:going to |want to |like to )?(?:talk|discuss|argue|deal|chat)\w*[^.?!]{0,30}\b(?:bot|machine"
    r"|software|computer|robot|program|ai)\b|\b(?:heartbeat|a pulse|flesh and blood|a soul|living being)\b"
    r"|\b(?:is|was) (?:mr|mrs|ms|miss|dr)\.? \w+ (?:in|there|around|available)\b|\bin charge\b",
    r"(?:小|老)[\u4e00-\u9fff](?:在不在|在吗|还在|呢)|(?:喘气|活的|带体温|有血有肉|长脑子)的?|(?:换|找|来|叫"
    r"|喊|派|请|让)(?:一)?(?:个|位)?(?:人|懂(?:行|技术)?的|能(?:办事|做主|拍板|管事)的|管事的|明白人|同事"
    r"|技术|师傅本人)|(?:法务|财务|总部|客诉|投诉科|大客户|售后部|技术部|业务员|店长|行长|主管|经理"
    r"|老板)[^。？！]{0,6}(?:怎么(?:联系|对接)|在吗|在不在|电话|出来|过来|来一趟|看一?下|谈)"
    r"|有(?:没有)?人(?:在|管|看|能|吗|啊|呢|理)|谁能(?:管|做主|拍板|报|查)|没人(?:能|管|理)",
)
DANGER = _cue(
    r"\b(?:swallow(?:ed)?|ate the (?:whole|pack)|overdose|poison\w*|chok(?:ed?|ing)|faint(?:ed)?|unconscious"
    r"|bleed\w*|blister\w*|swell(?:ing)?|swollen|allergic (?:shock|reaction)|rash all|can(?:'t|not) breathe"
    r"|chest pain|burn(?:t|s|ed) (?:my|her|his|the) \w+|spark(?:s|ing|ed)\b|melted|rotten eggs|gas (?:smell"
    r"|leak)|smells? (?:of|like) (?:gas|burning|smoke)|carbon monoxide|brakes? (?:fail|don't|do not|did not"
    r"|stopped)|stuck in (?:the|a) (?:lift|elevator)|water (?:is )?(?:running|dripping|pouring|coming)"
    r"|going numb)\b|\b(?:don't|do not|can't|cannot) (?:see (?:a|any) way|go on|(?:do|take|bear) (?:this"
    r"|it) any ?more|want to live)\b|\bno (?:way out|point in (?:living|going on))\b"
    r"|\b(?:end|ending) (?:it all|my life)\b|\bkill myself\b",
    r"吞(?:了|下)|误(?:食|吞|服)|中毒|昏(?:倒|迷|过去)|喘不(?:上|过)|窒息|过敏性?休克|起(?:水泡|疹)|发麻"
    r"|肿(?:了|起来|得|胀|成)|心(?:慌|跳得)|煤气味|臭鸡蛋|漏气|烧焦|冒火|火花|鼓包|刹车失灵|困在电梯"
    r"|(?:淌|渗|漏|滴)水[^。]{0,10}(?:电|插座|灯)|不想活|活着没|撑不(?:下去|住了)|怎么撑|走投无路"
    r"|没路(?:可)?走|一了百了|想不开",
)
THEFT = _cue(
    r"\b(?:transfers?|payments?|charges?|withdrawals?|transactions?)\b[^.?!]{0,40}\b(?:not (?:mine|by me"
    r"|made by me)|never (?:made|authori[sz]ed|signed)|(?:don't|do not|didn't|did not) (?:recogni[sz]e|make"
    r"|authori[sz]e)|have not made)\b|\bhacked\b|\bphish\w*|\bscam(?:med|mer)?\b"
    r"|\bstolen (?:card|wallet|identity|data)"
    r"|\b(?:card|wallet|identity|account) (?:was |has been |got )?(?:stolen|hacked|taken over|skimmed)"
    r"|\b(?:gave|told|entered|typed|read out)\b[^.?!]{0,30}\b(?:pin|code|password|card (?:number|details))\b"
    r"|\bsome(?:one|body) (?:else )?(?:is )?(?:us(?:es|ed|ing)|ordered|logged|changed|got into|bought)\b|\b(?:"
    r"see|got|received|shows?)\b[^.?!]{0,30}\b(?:someone|somebody|another (?:customer|person"
    r"|patient))(?: else)?'s\b",
    r"盗(?:刷|用|号)|被(?:盗|骗|黑)|诈骗|冒充|钓鱼|骗子打"
    r"|(?:验证码|密码|卡号)[^。？！]{0,10}(?:给了|告诉|报给|填了|输了)"
    r"|(?:给了|告诉|报)[^。？！]{0,8}(?:验证码|密码)|不是(?:我|本人)(?:转|买|操作|点|签|下单|刷|改)的?"
    r"|没(?:有)?操作过|(?:从没|没|根本没)(?:有)?(?:签|开|办|同意)过"
    r"|别人的(?:报告|资料|信息|地址|订单|病历|账单|身份证)|(?:还在|一直)(?:扣|转)",
)
STEPS = _cue(
    r"\b(?:solicitor|lawyer|attorney|ombudsman|tribunal|small claims|court|regulator|authority|watchdog"
    r"|trading standards|consumer (?:protection|advice|cent(?:re|er))|chargeback|dispute (?:the"
    r"|this) (?:payment|charge)|the press|newspaper|journalist|on (?:twitter|facebook|social media)"
    r"|formal (?:complaint|notice)|official(?:ly)? complain\w*|legal action|sue\b|reserve all rights"
    r"|withdraw from the contract|final notice|give you notice|in writing)\b|12315|12345",
    r"律师|法院|仲裁|起诉|法律途径|市监|市场监管|监管部门|网信办|住建局|药监|银保监|消协|黑猫|媒体|记者|曝光"
    r"|派出所|报案|举报|正式(?:投诉|通知)|特此|书面(?:回复|答复)|逾期(?!费|利)|解除合同|拒付"
    r"|保留[^。]{0,4}权利|差评|(?:发|挂)(?:到)?(?:网上|小红书|抖音|微博|朋友圈)",
)
HELPLESS = _cue(
    r"\b(?:i'm|i am|my (?:mother|father|grand\w+|husband|wife) is) (?:nearly |almost |completely )?(?:blind"
    r"|deaf|disabled|in a wheelchair|dyslexic|illiterate|(?:over )?[89]\d\b)|\bdyslexia\b|\bscreen ?reader\b"
    r"|\bcan(?:'t|not) (?:read|see|hear|type|write) (?:it|the|very|well|properly|any)"
    r"|\b(?:don't|do not) have (?:a |an |one of those )?(?:smart ?phone|computer|printer|internet|apps?)\b"
    r"|\b(?:passed away|has died|just died|died (?:on|last|in))\b|\bfuneral\b|\bstranded\b|\bdementia\b",
    r"盲人|聋(?:哑)?人|看不见|听不见|不(?:认|识)(?:得)?(?:几个)?字|残疾|轮椅|[七八九]十(?:多|几|来)?岁?了"
    r"|老人机|没(?:有)?智能(?:机|手机)|(?:不会|弄不来|弄不明白)[^。]{0,6}(?:手机|电脑|app)"
    r"|(?:老伴|母亲|父亲|妈妈?|爸爸?|奶奶|爷爷)[^。？！]{0,4}(?:走了|过世|去世|不在了)|困在|断药",
)
CONDUCT = _cue(
    r"\b(?:driver|fitter|technician|courier|employee|staff|waiter|nurse|doctor|guard|salesman|consultant"
    r"|clerk|cleaner)s?\b[^.?!]{0,50}\b(?:drunk|racist|insult\w*|shout\w*|swore|threaten\w*|touched|grabbed"
    r"|hit|kicked|stole|lied|harass\w*|remarks|laughed at)\b"
    r"|\b(?:harass(?:ed|ment)|discriminat\w+|assault\w*|racist)\b",
    r"(?:师傅|司机|员工|工作人员|快递员|服务员|护士|医生|保安|业务员|客服|维修工|保洁)[^。？！]{0,20}(?:酒气"
    r"|喝多|骂|吼|动手|推|打(?:了)?人|偷|骚扰|歧视|侮辱|不三不四|嘲笑|威胁)|性骚扰|歧视|动手动脚",
)
BULK = _cue(
    r"\b(?:[1-9]\d{2,}|\d{1,3},\d{3}|[5-9]\d|hundreds?|thousands?|dozens) (?:\w+ ){0,2}(?:rooms|pieces|units"
    r"|sets|seats|laptops|chairs|towels|licen[cs]es|employees|branches|stores|shops|guests|people|meals|beds"
    r"|desks|uniforms|bags|vans|tablets|copies|pcs)\b|\b(?:hotel chain|care home|school district"
    r"|frame(?:work)? contract|tender|wholesale|reseller|distributor|bulk|container load|business team"
    r"|key account)\b|\ba (?:month|quarter|year|week)\b[^.?!]{0,20}\b(?:branded|supply|supplier)\b",
    r"(?:[1-9]\d{2,}|[一二三四五六七八九两几]?[百千万]+多?)(?:余)? ?(?:套|台|把|条|件|只|间|份|个授权|平|人)"
    r"|采购|招标|批发|代理商?政策|经销|加盟|贴牌|整柜|连锁[^。]{0,6}(?:店|酒店|公司)|框架合同|大(?:宗|批)|团购",
)
ONLY_ASKED = _cue(
    r"\b(?:just|only|simply) (?:want|wanted|wanna|need|needed|ask|asked|asking|wondered|wondering|a (?:quick "
    r"|simple )?question|(?:looking|trying) (?:for|to)|wish|tell me|curious)|\bjok(?:e|ed|ing)\b|\bkidding\b"
    r"|\bha(?:ha)+\b|\blol\b|\bno need\b"
    r"|\bwhy (?:a|the|are|would|do|did|is|not|transfer|pass|involve|on earth|would)\b"
    r"|\b(?:a|one) (?:simple|quick|plain|short) question\b|\bdidn't (?:ask|want|need)\b"
    r"|\bi(?:'m| am| was)? not (?:upset|angry|asking for|looking for)\b"
    r"|\bthere(?:'s| is| was) no (?:fire|need)|\bfor (?:that|this|\w+ \w+)\?|\bnever ?mind\b|\bfound it\b"
    r"|\b(?:all )?sorted\b",
    r"就(?:是)?(?:问|想问|想知道|随便问|打听|问个|馋)|只(?:是|想|不过)|随便问|开(?:个)?玩笑|哈哈"
    r"|不用(?:了|啦|转|麻烦|找|人工)?|没必要|干嘛(?:要)?转|(?:为什么|怎么)(?:要|就)?转|也要转"
    r"|转(?:什么|啥)人工|没(?:生气|着火|事)|不是(?:生|要找|要转|投诉)|算了",
)
"""After a hand-off: the customer had only asked something, and says so."""
WAITS = _cue(
    r"\b(?:i'?ll|i will|i can|happy to|gladly) (?:be )?(?:wait|hold|stay|here|there)\w*|\bwaiting\b"
    r"|\bstanding by\b|\bgo ahead\b"
    r"|\b(?:yes|yeah|ok(?:ay)?|please|good|fine)[,.! ]{0,2}(?:please|do|thanks?|thank you)?\b\W*$"
    r"|\bplease (?:do|hurry|quick\w*|be quick|block|stop|help)\b|\babout time\b|\bat last\b|\bfinally\b"
    r"|\bhello\?|\bwhen (?:will|does) (?:he|she|they|someone|somebody|your colleague)\b|\bthank",
    r"等着|在等|我等|稍等|赶紧|快点|麻烦(?:您|你|了|快)|早该|总算|终于|谢谢|辛苦"
    r"|^(?:好|嗯|行|可以)[的吧呢嘞啊，。,!！ 好嗯]*$|^喂|(?:人|客服|同事)(?:呢|来了吗|什么时候来)",
)
"""After a hand-off: the customer takes it, or cannot wait for it."""
AMBIGUOUS = re.compile(
    r"\b(?:lawyer|attorney|solicitor|hospital|police|court)s?\b|\bsmok(?:e|ing)\b|律师|医院|法院|派出所|烟",
    re.IGNORECASE,
)
"""Words of danger and of legal steps that are as often a profession, an address or a habit."""
KINDS: Mapping[str, Cue] = {
    "danger": DANGER,
    "theft": THEFT,
    "steps": STEPS,
    "helpless": HELPLESS,
    "conduct": CONDUCT,
    "bulk": BULK,
}
