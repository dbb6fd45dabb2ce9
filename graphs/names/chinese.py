"""Names in Chinese sentences: a surname with one or two characters, a form of address, or a foreign name."""

import re
from collections.abc import Iterator

from graphs.contact_text import holds_any
from graphs.names.name import Name

_SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方"
    "俞任袁柳"
    "史唐费廉岑薛雷贺倪汤滕殷罗毕郝安常乐于时傅皮卞齐康伍余元顾孟平黄穆萧尹姚邵汪祁毛禹狄米贝明臧计成戴宋庞熊纪舒屈项"
    "祝董梁"
    "杜阮蓝闵席季贾路江童颜郭梅林钟徐邱骆高夏蔡田胡凌霍万柯卢莫房解应丁邓洪石崔龚程邢裴陆荣翁段侯武刘龙叶黎白赖乔谭温庄晏柴阎"
    "连习向古易廖耿匡文寇欧关冉游简曾肖覃涂甘车邝佟牛包左吉尚梅曲辛管卓邬沙鞠丰巫乌焦巴弓牧山谷蓬全郗班仰仲伊宫宁仇栾祖符景詹束幸司韶"
    "陳張劉楊黃趙吳孫馬羅鄭謝韓馮蕭鄧許蔣葉蘇呂盧賈鍾譚陸鄒龔嚴喬賴龐顏莊聶魯岳尉阳商佘丘宗凡苑"
)
_DOUBLE = "欧阳|司马|上官|诸葛|夏侯|东方|皇甫|尉迟|公孙|令狐|慕容|司徒|长孙|宇文|歐陽|端木|轩辕|独孤|南宫"
_SURNAME = rf"(?:{_DOUBLE}|[{_SURNAMES}])"
_TITLE = r"(?:女士|先生|小姐|老师|總|总|经理|師傅|师傅|医生|同学|太太|阿姨|大哥|哥|姐)"
_FULL = rf"{_SURNAME}[\u4e00-\u9fff]{{1,2}}?"
_FOREIGN = (
    rf"(?:[A-Z][a-zA-Z]+(?:\s[A-Z][a-zA-Z]+)?(?:\s?[{_SURNAMES}](?![\u4e00-\u9fff]))?"
    rf"|[\u4e00-\u9fff]{{1,8}}[·•][\u4e00-\u9fff]{{1,8}})"
)
_NICK = r"(?:[小老阿][\u4e00-\u9fff])"
_END = (
    r"(?=$|[\s,。.!;、?~()\"”|:-]|电话|手机|微信|号码|联系|邮箱|住|是[^的]|的(?:电话|手机|微信|号)|吧|就|可以|想|要|请|在|收|女士|先生|小姐|老师|哈|呀"
    r"|啊|呢|哦|吗|和\d|\d|[（(])"
)
_INTRODUCED = re.compile(
    r"(?:(?:^|[^给替帮])我(?:的)?(?:大名|名字|姓名|全名|真名)(?:是|叫|为|:)?|我叫(?!的|了|你|他|她|您|什么|车|不)|本人叫?|姓名\s?(?:是|:)?"
    r"|名字\s?(?:是|叫|:|写|寫|改成|改为|应该是)|叫我|大名|我名叫|称呼我?|贵姓|"
    r"(?:收件|收货|联系|收)人\s?(?:是|为|:|叫|写|寫|改成|填)?|收件名|签收人|名字写中文吧[,\s]|署名|姓名栏写)\s*"
    rf"(?P<name>{_SURNAME}{_TITLE}|{_FULL}{_END}|{_FOREIGN}{_END}|{_NICK}{_END})"
)
_SURNAME_ONLY = re.compile(rf"(?:我姓|免贵姓|免贵|敝姓|本人姓|小姓|我就姓)\s?(?P<name>{_SURNAME})(?![名氏])")
_AM = re.compile(
    rf"(?:^|[^\u4e00-\u9fff]|这|您好|你好|[我们]?这里?)(?:我就?是|这里是|我这边是|这边是)(?P<name>{_SURNAME}{_TITLE}"
    rf"|{_FULL}(?=$|[\s,。!;、~])|{_NICK}(?=$|[\s,。!;、~])|[A-Z][a-z]+(?=[\s,。!]|$))"
)
_RECIPIENT = re.compile(
    rf"(?:^|[\s,。;:/\n])(?P<name>{_SURNAME}[\u4e00-\u9fff]{{1,2}}|[小老阿]{_SURNAME})"
    rf"(?=[\s,:]{{0,2}}\+?(?:86)?[ -]?1[3-9]\d(?:[ -]?\d){{8}})"
    rf"|(?:^|[\s,;])(?P<last>{_SURNAME}[\u4e00-\u9fff]{{1,2}})(?=\s?收(?:[,。\s]|$))"
)
_SIGNED = re.compile(
    rf"(?:此致|敬礼|谢谢|敬上|祝好|顺祝商祺|顺颂商祺) {{0,3}}[!。]? {{0,3}}\n\s{{0,3}}(?P<name>{_FULL}) {{0,3}}(?=\n|$)"
    rf"|(?:^|\n) {{0,3}}(?P<dash>{_FULL})\s*(?:敬上|上)\s*$|——\s?(?P<by>{_FULL})\s*$"
)
# What each pattern cannot do without.
_CUES = {
    _INTRODUCED: ("名", "叫", "姓", "人", "称呼"),
    _SURNAME_ONLY: ("姓",),
    _AM: ("是",),
    _RECIPIENT: ("1", "收"),
    _SIGNED: ("\n", "上", "——"),
}
# "我是" and bare words before a number introduce much else: people of a place, of a trade, and so on.
_OTHERS = re.compile(
    r"(?:小白|老板|老师|小店|老人|小孩|老外|小心|人|客|员|家|户|店|主|学生|高中生|大学生|会员|时候|方便|任何|常客|安全|全部|成功|成员|关于|于是|应该|金额|水电|平时"
    r"|白色|高级|万一|连锁|云端|路过|时间|电话|手机|号码|地址"
    r"|经理|管理|方式|房东|司机|温馨|文员|向你|和你|单子|单位|公司|花店|毛病|解决|计划|游客|明天|明白|常用|成都|安徽|江苏|江西|云南|甘肃|宁夏|广东|福建|山东|山西|司徒"
    r"|解释|应急|高兴|白跑|白买|全是|全名|全家|包装|包邮|关键)$"
)
# 应该是139...: characters that no given name has.
_NO_NAME = re.compile("[是的了吗呢吧把被给该这那你我他她们]")
_WORDS = frozenset(["什么", "不重要", "错了", "不对", "没错", "陌生", "时间", "地址", "电话"])


def chinese_names(text: str) -> Iterator[Name]:
    """Each name with its place."""
    if text.isascii():
        return
    for pattern, cues in _CUES.items():
        for match in pattern.finditer(text) if holds_any(text, cues) else ():
            group = match.lastgroup or "name"
            name = match[group]
            if group == "last" and not re.search(r"\d{7}|[路街]\d", text):
                continue  # 米饭还收餐盒费
            titled = re.fullmatch(_SURNAME + _TITLE, name) is not None
            if _NO_NAME.search(name):
                continue
            if pattern in (_AM, _RECIPIENT) and not titled and _OTHERS.search(name):
                continue
            if not any(word in name for word in _WORDS):
                yield Name(*match.span(group), name)
