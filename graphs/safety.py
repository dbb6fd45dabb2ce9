"""Is somebody in danger? Words of self-harm, of threats and of injuries, which go to a person at once."""

import re
from functools import cache
from typing import Literal

from graphs.contact_text import holds_any
from graphs.phrases import normalise

Danger = Literal["self_harm", "threat", "injury"]

_I_WILL = r"(?:i'?ll|i\s+will|i'?m\s+(?:going\s+to|gonna)|i\s+am\s+going\s+to|gonna|i\s+want\s+to|we\s+will|we'?ll)"
_PLACE = r"(?:office|building|shop|store|showroom|warehouse|house|place|headquarters)"
_SOMEBODY = (
    r"(?:somebody|someone|people|everybody|everyone|one\s+of\s+you|you|your\s+\w+"
    r"|the\s+(?:driver|courier|staff|manager))"
)
_CLOSE = r"(?:he|she|they|husband|wife|boyfriend|girlfriend|partner|father|mother|dad|mom|mum|brother|ex)"
_SELF_HARM = (
    r"\b(?:kill|hurt|harm|hang|cut)(?:ing)?\s+(?:myself|himself|herself|themselves|themself)\b(?!\s+(?:off|out|short))",
    r"\b(?:end|ending|take|taking|took)\s+(?:my|his|her|their)\s+(?:own\s+)?life\b|\bend(?:ing)?\s+it\s+all\b",
    r"\b(?:commit(?:ting|ted)?|attempt(?:ing|ed)?|thinking\s+(?:of|about)|consider(?:ing)?)\s+suicide\b|\bsuicidal\b",
    r"\bi\s+(?:really\s+|just\s+)?(?:want|wanna|wish)\s+(?:to\s+die\b|i\s+(?:was|were)\s+dead\b)|\bi\s+(?:just\s+|really\s+)?wanna\s+die\b",
    r"\b(?:don'?t|do\s+not)\s+(?:want\s+to|wanna)\s+(?:live?|be\s+alive)(?:\s+any\s*more)?\s*(?:$|[.!?,])",
    r"\b(?:can'?t|cannot|can\s+not)\s+go\s+on\s+living\b|\b(?:no|any|a)\s+reason\s+to\s+(?:live|go\s+on\s+living)\b|\bnothing\s+left\s+to\s+live\s+for\b|\bbetter\s+off\s+dead\b",
    r"\b(?:won'?t|will\s+not|will\s+no\s+longer)\s+be\s+(?:alive|among\s+the\s+living)\b",
    r"\b(?:cut|cutting|slit|slitting)\s+(?:my|his|her|their)\s+wrists?\b|\bending\s+it\s+(?:tonight|today|now)\b",
    r"\b(?:nobody|no\s+one)\s+(?:would|will)\s+(?:even\s+)?miss\s+me\b|\b(?:world|everyone|everybody|family)\b.{0,20}\bbetter\s+(?:off\s+)?without\s+me\b",
    r"\b(?:can|could|how\s+do)\s+i\s+die\s+(?:from|by|without)\b|\bwant(?:s)?\s+to\s+(?:die|be\s+dead)\b(?!\s+for)",
    # "my last message to anybody", "nobody will have to put up with me any more"
    r"\blast\s+message\s+to\s+(?:anybody|anyone|everybody|everyone|the\s+world)\b|\bgoodbye,?\s+(?:cruel\s+)?world\b",
    r"\b(?:nobody|no\s+one|you)\s+(?:will|won'?t)\s+(?:\w+\s+)?have\s+to\s+(?:deal|put\s+up|bother)\s+with\s+me\b",
    r"\b(?:pills?|tablets?)\b.{0,40}\b(?:never\s+wake|to\s+die|kill\s+me|lethal)\b|\b(?:take|taken|took)\s+an\s+overdose\b",
    r"\bjump(?:ing)?\s+(?:off|from)\s+(?:a|the|my)\s+(?:roof|bridge|building|balcony)\b|\bself[\s-]?harm(?:ing)?\b",
    r"(?:想|要|准备|打算)(?:去)?(?:自杀|轻生|自残|跳楼(?![价甩大机])|割腕|寻死)|(?:不想|不愿意?)再?活|活不下去|(?:我|真的|也|已经)活(?:够|腻)了|^活(?:够|腻)了|想死(?!你|我)|结束(?:自己|我)的?(?:生命|性命)",
    # without a wish in words, of others too; 上吊灯, 跳楼价 and 自杀式降价 are none
    r"上吊(?![灯顶扇线杆环篮柜椅牌床轨])|割(?:腕|脉)|(?:闹|说|会|已经)(?:要)?自杀(?![式价])|从(?:楼|桥|天台|窗|阳台)[^。！？!?，,]{0,4}跳下|(?:吃|吞|喝)(?:了|下|掉)?[^。！？!?，,]{0,5}(?:瓶|把|盒)(?:安眠药|农药|药片)|(?:刀片?|刀子)[^。！？!?]{0,4}(?:划|割)自己(?!家)",
    r"(?:只能|只好|只有|不如|还不如)(?:去)?死(?:了|$|[，。,.!！])|死了(?:算了|一了百了)|一了百了",
    r"活着(?:真|好|也|都|还|太|实在)?(?:没|有)(?:有)?(?:什么|啥)?意[思义](?!的)|没有?活(?:着|下去)的(?:意义|意思|勇气|动力|希望)",
    r"永远睡过去|长睡不醒|(?:安眠药|药)[^。！？!?]{0,12}(?:醒不过来|致死|死人)|(?:跳|站|坐)[^。！？!?]{0,3}下去[^。！？!?]{0,4}解脱",
    r"不在(?:人世|世上|这个世界)|不(?:会)?再?(?:麻烦|拖累|连累)任何人|(?:世界|大家|你们|家里|他们)没(?:有|了)我[^。！？!?]{0,4}更好|下辈子再?(?:见|会)|来世再?见|永别了[，,]?(?:各位|大家|世界)|(?:任何人|大家|各位|世界)[了，,。！!\s]*永别",
    # as those write who know that words are filtered
    r"(?:想|要)(?:去)?\s*(?:紫砂(?=了|$|[，。,.!！])|自鲨|自sha|zs(?![a-z0-9]))|\bbu\s*xiang\s*huo\b",
)
_THREAT = (
    rf"\b{_I_WILL}\s+(?:\w+\s+)?(?:kill|shoot|stab|murder|beat)\s+(?:u|him|her|them|your|{_SOMEBODY})\b",
    rf"\b{_I_WILL}\s+(?:\w+\s+){{0,8}}?(?:and|to)\s+(?:hurt|kill|shoot|stab|beat)\s+{_SOMEBODY}\b",
    rf"\b(?:bomb|blow\s+up|burn\s+down|set\s+fire\s+to|shoot\s+up)\s+(?:your|the|this)\s+(?:\w+\s+)?{_PLACE}\b",
    rf"\b{_I_WILL}\s+(?:\w+\s+)?(?:bomb|blow|burn|torch)\s+(?:your|this)\s+(?:\w+\s+){{0,2}}?{_PLACE}\b",
    r"\bi\s+know\s+where\s+you(?:\s+all)?\s+(?:live|work)\b|\byou(?:'re|\s+are)\s+(?:all\s+)?dead\s+(?:meat|men|man)\b",
    # with a weapon: "I'll come with a knife", "I have a gun and I'm on my way"
    (
        r"\b(?:i'?ll|i\s+will|i'?m|i\s+am|we'?ll|we\s+will|gonna)\s+(?:\w+\s+){0,6}?(?:with|bring(?:ing)?)\s+(?:an?|my|the)\s+"
        r"(?:\w+\s+)?(?:knife|knives|gun|pistol|rifle|shotgun|machete|bomb|axe|baseball\s+bat)\b(?!\s+(?:set|block|sharpener|bag))"
        r"|\bi(?:'ve\s+got|\s+have)\s+(?:an?|my)\s+(?:gun|pistol|rifle|knife)\b.{0,60}\b(?:you|your|coming|on\s+my\s+way)\b"
        r"|\bput\s+a\s+bullet\s+in\b|\b(?:slit|cut)\s+your\s+throat"
    ),
    # at home; "my husband will kill me if it is late" is a way of speaking
    rf"\b{_CLOSE}\s+(?:is\s+going\s+to|is\s+gonna|will|wants\s+to|threatens\s+to|threatened\s+to)\s+(?:hurt|beat|strangle)\s+me\b",
    rf"\b{_CLOSE}\s+(?:threatens|threatened)\s+to\s+kill\s+me\b|\b{_CLOSE}\s+(?:beats|hits|chokes|keeps\s+(?:beating|hitting|hurting))\s+me(?!\s+(?:at|to|in|by))\b",
    r"家暴|(?:又|天天|一直|总是?|经常)打我(?![电的手号款钱个])(?:了|[，。,.!！]|$)",
    r"(?:拿|带|提|抄|揣)(?:着|上|把|一把|了)*(?:菜?刀|砍刀|枪|炸弹|炸药|斧头?|铁棍|汽油)(?:来|去|上门|过来|过去|找|砍|捅|到)",
    r"(?:我)?(?:要|会|就|去|来)(?:砍|捅|杀|弄死|打死|炸|烧)(?:了|死)?(?:你|他|她|你们|他们)(?!们?的?价)",
    r"(?:弄死|砍死|杀了|打死|捅死|宰了|杀死)(?:你|他|她|你们|他们|你全家)|要你们?的?命",
    r"(?:带|叫|找)(?:着|上|了|几个|一帮|一群)?(?:人|兄弟)[^。！？!?]{0,10}(?:砍|捅|揍|砸|弄死|打死)(?:了|死|烂)?你们?",
    # a lamp may burn out of itself: what is to burn has to be theirs, and a place
    r"(?:炸了|炸掉|烧了|烧掉|砸了)(?:你们?的?|这个?)(?:公司|店|门店|展厅|仓库|办公室|总部)|把你们?的?(?:公司|店|门店|展厅|仓库|办公室|总部)(?:都|全)?(?:炸|烧|砸|点)了",
)
_HURT = r"(?:burn(?:ed|t)|electrocut\w+|injured|hurt|electric\s+shock|burns?)"
_WHOM = (
    r"(?:me|somebody|someone|my\s+(?:\w+\s+)?"
    r"(?:child|son|daughter|baby|kids?|husband|wife|mother|father|hands?|face|arm))"
)
_INJURY = (
    rf"\b(?:lamp|light|hub|cable|cord|plug|battery|charger|bookshelf|shelf|it)\s+(?:\w+\s+){{0,2}}?{_HURT}\s+(?:\w+\s+)?{_WHOM}\b",
    rf"\bburns?\s+(?:that\s+|which\s+)?(?:your|the|this)\s+\w+\s+(?:has\s+)?(?:caused|gave)\b.{{0,12}}\b{_WHOM}\b",
    r"\b(?:i|my\s+(?:child|son|daughter|husband|wife|mother|father))\s+(?:was|were|got|has\s+been)\s+(?:badly\s+)?(?:electrocuted|burn(?:ed|t)\s+by|injured\s+by)\b",
    rf"\b{_WHOM}\s+(?:got|had|received|suffered)\s+(?:an?\s+)?(?:\w+\s+)?(?:electric\s+shocks?|burns?)\b|\bgave\s+{_WHOM}\s+(?:an?\s+)?electric\s+shock\b",
    rf"\b(?:fell|collapsed|dropped|toppled)\s+(?:over\s+)?on(?:to)?\s+{_WHOM}\b",
    r"(?:我|孩子|老人|宝宝|他|她)被[^。！？!?，,]{0,6}(?:电到|电了|烫伤|砸到|砸伤|炸伤|烧伤)|(?:砸|烫|电|炸|烧)(?:到|伤)了?(?:我|孩子|老人|宝宝|人)|漏电[^。！？!?]{0,6}(?:电到|触电|麻到)",
    r"(?:把|害得?|导致)(?:我|孩子|老人|宝宝|家人|老公|老婆|手|脸)[^。！？!?，,]{0,6}(?:电伤|烫伤|砸伤|炸伤|烧伤|触电|受伤)|(?:被|让)(?:灯|电线|插头|电池|书架|你们的)[^。！？!?，,]{0,4}(?:电伤|烫伤|砸伤|炸伤|烧伤|电到)",
)
# What no pattern can do without: to add one, add its words. Nearly all messages hold none of them.
_CUES = (
    "myself", "himself", "herself", "themsel", "life", "suicid", "die", "dead", "live", "liv ", "living", "alive",
    "harm", "end it", "ending",
    "last message", "goodbye", "with me", "pill", "tablet", "overdose", "jump", "hurt", "strangle", "torch",
    "kill", "shoot", "stab", "murder", "beat", "bomb", "blow", "burn", "fire", "where", "electr", "injured", "hitting",
    "knife", "knives", "gun", "pistol", "rifle", "machete", "axe", "bat", "bullet", "throat",
    "杀", "轻生", "自残", "跳", "割", "死", "活", "命", "刀", "枪", "炸", "斧", "铁棍", "汽油", "上吊", "一了百了",
    "睡", "药",
    "砍", "捅", "烧", "砸", "宰", "人世", "世上", "世界", "任何人", "永别", "紫砂", "自鲨", "自sha",
    "zs", "huo", "家暴", "打我", "伤", "触电", "电到",
    "揍", "解脱", "wrist", "miss me", "without me", "ending it", "hits", "chokes", "fell on", "collapsed",
    "dropped", "toppled",
    "下辈子", "来世", "没有我", "没了我", "安眠药", "农药", "药片", "点了",
)  # fmt: skip


@cache
def _compiled() -> tuple[tuple[Danger, re.Pattern[str]], ...]:
    return (
        ("self_harm", re.compile("|".join(_SELF_HARM))),
        ("threat", re.compile("|".join(_THREAT))),
        ("injury", re.compile("|".join(_INJURY))),
    )


def danger_in(text: str) -> Danger | None:
    """The danger that the message speaks of, None in nearly all."""
    words = normalise(text)
    if not holds_any(words, _CUES):
        return None
    for danger, pattern in _compiled():
        if pattern.search(words):
            return danger
    return None
