"""Names, where the customer introduces themselves: "my name is ...", "我叫..."."""

import re
from collections.abc import Iterator, Sequence

from graphs.contact import ContactKind, Found
from graphs.turn import Contact

_NAME_WORD = r"[A-ZÀ-ÖØ-Þ][A-Za-zÀ-ÖØ-öø-ÿ'’-]+"
_ENGLISH = re.compile(
    rf"(?:\b(?i:my\s+(?:full\s+)?name(?:\s+is|'s|’s|:)|name\s*:|this\s+is|call\s+me|i\s+am\s+called))\s+"
    rf"(?P<name>(?:(?:Mr|Mrs|Ms|Dr)\.?\s+)?{_NAME_WORD}(?:\s+(?:[A-Z]\.|{_NAME_WORD})){{0,3}})"
)
_LOWER = re.compile(
    r"\bmy\s+(?:full\s+)?name(?:\s+is|'s|’s|:)\s+(?P<name>[a-z][a-z'’-]+(?:\s+(?!and\b|but\b|my\b|i\b|with\b|the\b)[a-z][a-z'’-]+)?)\b"
)
_NOT_NAMES = frozenset(
    [
        "The",
        "A",
        "An",
        "My",
        "Your",
        "This",
        "That",
        "It",
        "Not",
        "Very",
        "So",
        "Just",
        "About",
        "Regarding",
        "Urgent",
        "Ridiculous",
        "Back",
        "When",
        "Later",
        "Today",
        "Tomorrow",
        "Now",
        "On",
        "At",
    ]
)
_SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳"
    "史唐费廉岑薛雷贺倪汤滕殷罗毕郝安常乐于时傅皮卞齐康伍余元顾孟平黄穆萧尹姚邵汪祁毛禹狄米贝明臧计成戴宋庞熊纪舒屈项祝董梁"
    "杜阮蓝闵席季贾路江童颜郭梅林钟徐邱骆高夏蔡田胡凌霍万柯卢莫房解应丁邓洪石崔龚程邢裴陆荣翁段侯武刘龙叶黎白赖乔谭温庄晏柴阎"
    "连习向古易廖耿匡文寇欧关冉游简曾肖覃涂甘车邝"
)
_CHINESE = re.compile(
    rf"(?:我(?:的)?(?:名字|姓名)(?:是|叫|为|：|:)|我叫|本人叫?|姓名(?:是|：|:)|名字(?:是|叫|：|:)|叫我)\s*"
    rf"(?P<name>(?:欧阳|司马|上官|诸葛|夏侯|东方|皇甫|尉迟|公孙|令狐|[{_SURNAMES}]|[小老阿])[\u4e00-\u9fff]{{1,2}}?)"
    r"(?=$|[\s,，。.!！;；、?？~]|电话|手机|微信|号码|联系|邮箱|住|是|的|吧|就|可以|想|要|请|在|女士|先生|小姐)"
    rf"|我姓(?P<surname>[{_SURNAMES}])(?![\u4e00-\u9fff]*名)"
    rf"|我是(?P<titled>[{_SURNAMES}](?:女士|先生|小姐|老师|总))"
)


def find(text: str, regions: Sequence[str]) -> Iterator[Found]:
    """Names as written; a surname alone counts ("我姓王")."""
    for pattern in (_ENGLISH, _CHINESE):
        for match in pattern.finditer(text):
            group = match.lastgroup
            if group is None:
                continue
            value = match[group].strip(" .'’-")
            if value.split()[0] not in _NOT_NAMES:
                yield Found(Contact("name", value, match[group]), match.start(group), match.end(group))
    for match in _LOWER.finditer(text):
        yield Found(Contact("name", match["name"].title(), match["name"]), match.start("name"), match.end("name"))


contact = ContactKind("name", 4, find)
