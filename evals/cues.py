"""What customers and replies say when something particular happens, in English and Chinese.

These are the graders' own words, on purpose apart from those that the agent decides by: a grader that shares the
agent's list can only confirm what the agent did.
"""

import re
from functools import partial

_cue = partial(re.compile, flags=re.IGNORECASE)

THANKS = _cue(
    r"\bthank(?:s| you| u)\b|\bthx\b|\bcheers\b|\bmuch appreciated\b|\bappreciate (?:it|that|your)|谢谢|多谢|感谢"
    r"|谢啦|谢了|辛苦了|谢您|3q\b"
)
SOLVED = _cue(
    r"\b(?:that|this|it|which|you)(?:'s| has| have|'ve)? (?:just )?(?:work(?:s|ed)|help(?:s|ed)|solve[sd]|fixe[sd]"
    r"|answer(?:s|ed))\b|\b(?:problem|issue) (?:is )?(?:solved|fixed|resolved|gone)|\bgot it\b|\bmakes sense\b"
    r"|\bthat's all\b|\ball (?:good|set|sorted)\b|\bperfect\b|\bgreat\b|\bexactly what i|\bvery helpful\b"
    r"|\b(?:that|this) is (?:very |really )?(?:clear|helpful|great)|\bi have everything|\bnothing else\b"
    r"|\bno,? (?:that's|that is|that will be) (?:all|it)"
    r"|(?:^|[^没未])(?:解决了|搞定|明白了|知道了|清楚了|懂了|了解了)|好的[，,。!！ ]*$"
    r"|^(?:好的?|嗯嗯?|行|ok)[，,。!！~ ]*$|没(?:有)?(?:其他|别的|什么)?问题了|没有了|可以了|收到|太好了|很有帮助"
)
NOT_SOLVED = _cue(
    r"\b(?:does|did|do|is|was|has|have|are|can|wo|would|could)(?:n't| not|nt)(?: \w+){0,2} (?:work|help|solve"
    r"|answer|fix|understand|true|correct|right|resolved|fixed|clear)|\bnot (?:what i (?:asked|meant|wanted|said)"
    r"|helpful|working|correct|right|true|good enough|solved|an answer|useful)|\bno help\b|\bunhelpful\b"
    r"|\buseless\b|\b(?:wrong|incorrect) (?:answer|info)|\bthat's wrong\b"
    r"|\bstill (?:not|no|doesn't|isn't|hasn't|haven't|can't|waiting|broken|the same|don't|didn't|nothing)"
    r"|\b(?:already|just) (?:told|said|asked|tried|explained|did that)"
    r"|\bi asked (?:about|for|you|if|whether|how|when)|\banswer my question|\bread my (?:message|question)"
    r"|\bwaste of (?:my )?time\b|\bthanks? for nothing\b|\bnever ?mind\b|\bforget it\b|\bgiv(?:e|ing) up\b"
    r"|\bagain and again\b|\bgoing (?:in|round) circles|\bridiculous\b|\bwhat do you mean\b|\bthat's not it\b"
    r"|\bno,? i (?:mean|meant|said|asked|want)|没有?用|不管用|没有?解决|未解决|不能解决|解决不了"
    r"|还是不(?:行|能|可以|会|对|懂|明白)|还没有?|答非所问|不是(?:问)?这个|我(?:问|说)的(?:不?是)|听不懂|看不懂"
    r"|没(?:有)?回答|不对|说了(?:半天|多少)|算了|等于没说|废话|敷衍|什么意思|搞什么|怎么又|又(?:不|没|是这)"
    r"|一直(?:没|不|在等)|到底|说过(?:了|很多|几)|白问|复读机|有病|忽悠|骗人|太慢|怎么还"
)
ASKS_FOR_PERSON = _cue(
    r"\b(?:speak|talk|chat|connect(?: me)?|transfer(?: me)?|put me through|pass me|switch|hand me(?: over)?"
    r"|escalate(?: me| this)?|get me|give me|let me (?:speak|talk))\b[^.!?]{0,25}\b(?:human|person|people|someone"
    r"|somebody|agent|representative|rep|operator|manager|supervisor|staff|advis[eo]r|colleague)\b|\b(?:real"
    r"|actual|live|human) (?:human|person|people|agent|operator|representative|being|support|staff|advis[eo]r)\b"
    r"|\b(?:human|operator|representative|agent),? please\b|\b(?:need|want|prefer) (?:a |an |to (?:see"
    r"|reach) a )?(?:human|operator|representative|person|manager|supervisor)\b(?! (?:size|height|scale))"
    r"|^\W*(?:human|operator|representative|agent)\W*$"
    r"|\bare you (?:a )?(?:bot|robot|real)\b.{0,40}\b(?:human|person)\b"
    r"|转(?:接)?(?:到|给)?(?:一?个)?(?:人工|真人|客服|专员|经理|主管)"
    r"|(?:找|要|叫|换|接|联系|来)(?:一?个|个|你们)?(?:人工|真人|活人|(?:你们)?(?:经理|主管|领导|负责人))"
    r"|人工(?:客服|服务|坐席)|真人(?:客服|服务)|有(?:没有)?(?:人工|真人|活人)|^\W*(?:人工|真人)\W*$"
    r"|不(?:想|要)(?:和|跟)(?:机器人?|bot)|(?:和|跟|与)(?:真人|人工|人)(?:说|聊|谈|讲)"
)
DECLINES_PERSON = _cue(
    r"\b(?:don't|do not|no) (?:need|want)(?: to)?[^.!?]{0,20}\b(?:human|person|agent|operator|representative"
    r"|someone|transfer)|\bno need (?:for|to)[^.!?]{0,25}(?:human|person|agent|operator|transfer|someone)"
    r"|\bwithout (?:a )?(?:human|operator|agent)"
    r"|(?:不用|不要|不需要|无需|别|不想)(?:再)?(?:给我)?(?:转|找|接)?(?:人工|真人|客服)"
    r"|(?:不用|不要|不需要|无需|别|不想)(?:再)?(?:给我)?(?:转|找|接|叫|换)人(?=$|[,，。!！~ 了啦来])"
    r"|人工(?:智能|费|成本|费用|皮革|草)"
)
NO_LONGER_NEEDED = _cue(
    r"\bnever ?mind\b[^.!?]{0,40}\b(?:found|worked|works|fixed|solved|sorted|figured)|\bno need\b"
    r"|\b(?:i|we) (?:just )?(?:found|figured|sorted|solved|fixed) (?:it|the answer|that|this)"
    r"|\bnot? (?:necessary|needed)\b"
    r"|\bdon't need (?:it|anyone|help|that|a human|a person|to talk) ?(?:any ?more|now)?"
    r"|\balready (?:answered|solved|fixed|sorted|got (?:it|my answer))|(?:已经|自己)(?:解决|搞定|找到|知道|弄好)"
    r"|不用(?:了|转|麻烦|人工)|不需要(?:了|转|人工)|刚才(?:的回答|已经)"
)
REFUSES = _cue(
    r"\b(?:don't|do not|didn't|did not|couldn't|could not|can't|cannot|can not|am unable to|wasn't able to"
    r"|not able to) (?:know|have (?:any |enough |that |this |the )?(?:information|details|answer)|find (?:any|an"
    r"|the|that|this|anything|information|it)|answer (?:that|this|your)|say for (?:sure|certain)|be (?:sure"
    r"|certain)|help with (?:that|this))|\b(?:i'm|i am|we're) not (?:sure|certain|able to (?:answer|find|say))"
    r"|\bno (?:information|answer|details) (?:about|on|to|for|in|available)"
    r"|\b(?:nothing|not) (?:about (?:that|this) )?in (?:our|my|the) (?:documents|knowledge|information)"
    r"|不(?:太)?(?:知道|清楚|确定|了解)|没(?:有)?[^。，！？]{0,12}(?:找到|查到|查询到)|(?:找|查)不到"
    r"|未(?:能)?(?:找到|查到)"
    r"|没有(?:相关|这方面|关于)[^。]{0,12}(?:信息|资料|内容|答案|说明)|无法(?:回答|确认|确定|提供|解答)"
    r"|暂时?无(?:相关|法)|回答不了|答不上"
)
DEFERS = _cue(
    r"\b(?:get|come) back to you\b|\b(?:will|'ll) (?:check|look into|investigate|follow up|contact you|call you"
    r"|e-?mail you|let you know|update you|be in touch)|\bwithin (?:the next )?\d{1,4} ?(?:-\d{1,4} )?(?:hours?"
    r"|business days?|working days?) (?:we|you'll|to (?:hear|reply))|\blater today\b|(?:稍后|稍候|随后|尽快|晚点"
    r"|之后|\d{1,4} ?个?(?:小时|工作日)内)[^。！？]{0,12}(?:回复|联系|答复|回电|通知|反馈|处理)"
    r"|帮您(?:核实|查询|反馈|登记|跟进|催)|请(?:您)?(?:耐心)?等(?:待|一下|候)"
)
ANNOUNCES_PERSON = _cue(
    r"\b(?:transferr?(?:ing|ed)?|connect(?:ing|ed)?|pass(?:ing|ed)?|hand(?:ing|ed)?|put(?:ting)?|escalat(?:e|ing"
    r"|ed)|forward(?:ing|ed)?|bring(?:ing)?|ask(?:ing|ed)?)\b[^.!?]{0,50}\b(?:colleague|agent|human|person"
    r"|operator|team|specialist|representative|someone|advis[eo]r)|\b(?:a|one of our|my) (?:colleagues?|human"
    r"|person|operator|specialist|agent|team member|member of our team)s? (?:will|is going to|can|takes?"
    r"|is (?:joining|taking))|转(?:接|交|给|到|至)?[^。]{0,8}(?:人工|同事|专员|客服|坐席)"
    r"|(?:人工客服|同事|专员|客服人员)[^。]{0,8}(?:会|将|马上|稍后|尽快|为您|接手)"
)
DANGER = _cue(
    r"\b(?:caught fire|on fire|smoke|smoking|burn(?:t|ed|ing)? (?:my|me|her|his|smell)|electric shock|electrocuted"
    r"|got (?:a )?shock|injur(?:ed|y)|hospital|bleeding|exploded|lawyer|sue you|legal action|police|press charges"
    r"|consumer protection|trading standards)\b|着火|起火|冒烟|触电|漏电|电到|烧伤|烫伤|受伤|住院|医院|爆炸|律师"
    r"|起诉|法院|报警|12315|消协|消费者协会|工商局|曝光"
)
"""A matter for a person whatever the mood: somebody may be hurt, or the law is called upon."""
WANTS_CONTACT = _cue(
    r"\b(?:call|ring|phone|contact|text|e-?mail|reach|get (?:back|in touch)) (?:to |with )?(?:me|us)\b(?! (?:when"
    r"|if) (?:it|my order) (?:ships|arrives))|\bcall ?back\b"
    r"|\bbulk (?:order|purchase|discount|price)|\bwholesale\b"
    r"|\bmake (?:me|us) an offer|\b(?:get|send me|send us|request|need|want) an? (?:offer|quote|quotation)\b"
    r"|\bquote for \d+"
    r"|\bbecome a (?:dealer|distributor|reseller|partner)|\bcustom(?:i[sz]ed)? (?:order|project)"
    r"|\bbook an? (?:appointment|consultation|demo|visit)|\b(?:got|get|be|getting) in touch with (?:me|us)\b"
    r"|\b(?:have|let|ask) (?:some(?:one|body)|your \w+) (?:call|ring|phone|contact|text|e-?mail) (?:me|us)\b"
    r"|\bnumber (?:from|in|on|of|you have|that you have) (?:file|my (?:last|previous|account|order|profile))"
    r"|(?:给我|跟我|和我|与我)(?:打电话|回电|联系|来电|回个?电话)|联系我|打给我|回(?:个)?电话?给?我"
    r"|(?:联系|打给|回复?|找)(?:一下)?我(?!的|们)|给我来?(?:个|条)?(?:信儿?|电话|消息)|打我(?:电话|手机|座机)"
    r"|(?:上次|之前|订单|账户)[^。,，]{0,6}(?:留|填|登记)的?(?:那个)?(?:号码?|电话|手机)|(?:做|出|发)个?(?:报价单?"
    r"|方案)"
    r"|加(?:我|个|一下)?微信|留(?:个|下)?(?:电话|联系方式)"
    r"|想(?:要)?(?:采购|预约|加盟|代理)|批发|团购|报价|大量(?:采购|购买|订)|批量"
    r"|预约(?:上门|安装|到店|设计)|工程(?:采购|订单)|合作"
)
"""Wanting to hear from the shop: the moment to ask for a way to reach the customer."""
BUYS = _cue(
    r"\b(?:would like|want|looking|like|interested|plan(?:ning)?) (?:to |in )(?:buy|buying|order|ordering"
    r"|purchas(?:e|ing)"
    r"|place an order)|想(?:要)?(?:购买|订购|下单|订|买)"
)
"""Wanting to buy; a moment to ask for a way to reach the customer where it is many or dear."""
ASKS_FOR_CONTACT = _cue(
    r"\b(?:your|a) (?:phone|mobile|contact|e-?mail|number|wechat|name and)\b"
    r"|\bhow (?:can|may|should|do) we (?:reach|contact|call)|\bbest (?:way|number|time) to (?:reach|contact|call)"
    r"|\bleave (?:me |us )?(?:your|a) "
    r"|\b(?:share|give|send) (?:me |us )?your (?:phone|number|e-?mail|contact|details)"
    r"|(?:留|提供|告诉|发|给)(?:下|我们|我|一下|个)*(?:您的?)?(?:联系方式|电话|手机|手机号|微信|邮箱|姓名)"
    r"|您的(?:联系方式|电话|手机号?|微信|邮箱)|怎么联系您|如何联系您"
)
GREETS = _cue(
    r"^\W*(?:hi|hello|hey|good (?:morning|afternoon|evening)|anybody there|are you there|你好|您好|在吗|在么"
    r"|在不在|有人吗|亲|hello"
    r"|早上好|下午好|晚上好)(?: there| all| team|呀|啊|哦)?\W*$"
)
"""A greeting and nothing else."""
