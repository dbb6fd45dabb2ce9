"""The organisation that the customer speaks for; brands that are merely mentioned are none."""

import re
from collections.abc import Iterator, Sequence

from graphs.contact import ContactKind, Found
from graphs.contact_text import holds_any
from graphs.turn import Contact

_WORD = r"(?<![\w'’&-])[A-Z0-9][\w'’&-]{0,30}"
_NAME = (
    rf"{_WORD}(?: (?:{_WORD}|&|and(?= [A-Z])|of(?= [A-Z])|de)){{0,5}}(?:,? (?:Inc|Ltd|LLC|GmbH|Corp|Co"
    rf"|Limited|AG|SA|BV|Pte|Pty)\b\.?(?: (?:Ltd|Inc)\b\.?)?)*"
)
_LEGAL = r"(?:Inc|Ltd|LLC|GmbH|Corp|Co|Limited|AG|BV|Pte|Pty|PLC|Oy|AB)\b\.?"
_ENGLISH = re.compile(
    rf"(?:\b(?i:on\s+behalf\s+of|i\s+work\s+(?:for|at)|i'm\s+with|i\s+am\s+with|purchasing\s+(?:for|at)"
    rf"|(?:our|my)\s+company(?:'s\s+name)?(?:\s+is)?(?:\s+called)?"
    r"|company(?:\s+name)?\s*(?:is|:)|organi[sz]ation\s*(?:is|:)|employer\s*(?:is|:)|i\s+(?:run|own"
    r"|manage)|we\s+are\s+called|billed?\s+to|invoice\s+(?:it\s+|should\s+|must\s+|can\s+"
    r"|please\s+)?(?:go\s+|be\s+(?:made\s+out|sent|issued|addressed)\s+)?to\s*:?|made\s+out\s+to"
    r"|(?:manager|owner|buyer|director|assistant|founder|ceo|procurement|purchasing|accounts)\s+(?:at"
    r"|of|for|with)))"
    rf"\s*,?\s*(?P<told>{_NAME})"
)
_LINE = re.compile(rf"(?:\||\n) {{0,3}}(?P<line>{_NAME}) {{0,3}}(?=\n|$|\|)")
_HERE = re.compile(rf"\b[A-Z][\w'’.-]+ here,? (?:from|at|of|with) (?:the (?P<the>{_NAME})|(?P<here>{_NAME}))")
_WE = re.compile(rf"\b(?i:we're|we\s+are|this\s+is)\s+(?P<we>{_WORD}(?: (?:{_WORD}|&|and|of)){{1,5}})(?=[.,!;\n]|$)")
_FROM = re.compile(
    rf"(?:(?i:i'm|i\s+am|this\s+is|it's|my\s+name\s+is|here\s+is"
    rf"|hi,?)\s+(?:[A-Z][\w'’.-]+\s+){{1,3}}(?i:from|at|with|of)|(?i:calling|writing)\s+(?i:from"
    rf"|for))\s+(?P<from>{_NAME})"
)
_LEGAL_FORM = re.compile(rf"(?P<legal>{_WORD}(?: (?:{_WORD}|&)){{0,4}},? {_LEGAL})")
_FORMS = (
    r"(?:有限责任公司|股份有限公司|有限公司|集团|公司|工作室|事务所|酒楼|酒店|饭店|餐厅|餐馆|民宿|花店|幼儿园|小学|中学|学校|大学|医院|诊所|咖啡馆|咖啡店|咖啡|书店|茶馆|茶楼|宾馆|旅馆"
    r"|超市|商行|商贸|银行|俱乐部|健身房|健身|研究院|研究所|设计院|设计|中心|门诊|律所|物业|家居馆|培训|美容院|烘焙|面馆|火锅店|店|厂|社|馆|局)"
)
_ORG = rf"[\u4e00-\u9fffA-Za-z0-9()·]{{2,24}}?{_FORMS}(?![\u4e00-\u9fff]{{0,2}}[路街])"
_CHINESE = re.compile(
    rf"(?:我司|我们?公司|本公司|敝司|我们?单位|我们?店)\s?(?:名称|名字|全称)?(?:是|叫|为|:|\(|“"
    rf"|\")\s*(?P<own>[\u4e00-\u9fffA-Za-z0-9·]{{2,30}}?)(?=[)”\",，。\s]|$)"
    rf"|(?:公司|单位|抬头|开票抬头|发票抬头)(?:名称|名字|全称)?\s?(?:是|为|:|叫|开"
    rf"|写)\s*(?P<labelled>[\u4e00-\u9fffA-Za-z0-9()·&]{{2,30}}?)(?=[,，。;\s]|$)"
    r"|(?:一家|一个)?叫\s?[“\"「](?P<quoted>[^”\"」]{2,20})[”\"」]\s?的(?:\w{1,6})(?=做|上班|工作|里|当)"
    rf"|(?:我是|我们是|我们?这里是|这里是|这边是|我在|代表|我来自|来自|这是)(?P<from>{_ORG})(?=的|[,，。!\s]|$|采购|前台|行政|上班|工作|做|订|需要|想)"
    rf"|[|\n]\s{{0,3}}(?P<line>[\u4e00-\u9fffA-Za-z0-9()]{{3,24}}{_FORMS}) {{0,3}}(?=\n|$)"
)
_GENERIC = re.compile(
    r"^(?:一家|一个|个人|私人|你们|这家|哪家|附近|网|商|饭|酒|本|小|大|老|贵|某|什么|别的|其他|这|那|我们|咱们|开|做|在|新|刚)|^(?:公司|店|单位|学校|医院)$|抬头|专票|发票"
)
# What each pattern cannot do without. A name begins with a capital or a digit, and "I" is none.
_CAPITAL = re.compile(r"(?<![\w'’&-])(?:[A-HJ-Z0-9]|I[\w'’&-])")
_CUES: dict[re.Pattern[str], tuple[str, ...]] = {
    _FROM: ("from", "at", "with", "of", "for"),
    _HERE: ("here",),
    _ENGLISH: (
        "behalf", "work", "with", "purchasing", "company", "organi", "employer", "run", "own", "manage", "called",
        "bill", "invoice", "made", "owner", "buyer", "director", "assistant", "founder", "ceo", "procurement",
        "accounts",
    ),
    _WE: ("we", "this"),
    _LINE: ("|", "\n"),
}  # fmt: skip
_FORM, _LEGAL_WORD = re.compile(_FORMS), re.compile(_LEGAL)
_CHINESE_CUES = ("司", "单位", "店", "抬头", "叫", "|", "\n")
_NOT_A_COMPANY = re.compile(
    r"^(?:I|The\s+(?:UK|US)|Here|Sorry|Not|Very|Still|Just|Happy|Monday|Tuesday|Wednesday|Thursday"
    r"|Friday|Saturday|Sunday|January|China|Germany|London|Paris|Ms|Mr|Mrs|Dr)\b"
)


def find(text: str, regions: Sequence[str]) -> Iterator[Found]:
    """Names as written, legal form included."""
    for pattern in _english(text) if _CAPITAL.search(text) else ():
        for match in pattern.finditer(text):
            group = match.lastgroup or ""
            name = match[group].rstrip(" ,'’-")
            if pattern in (_WE, _LINE) and not _is_organisation(name):
                continue
            if group in ("from", "here") and not _is_organisation(name) and len(name.split()) < 2:
                continue  # more likely a city
            if not _NOT_A_COMPANY.match(name):
                yield Found(Contact("company", name, ""), match.start(group), match.start(group) + len(name))
    if not text.isascii() and (holds_any(text, _CHINESE_CUES) or _FORM.search(text)):
        for match in _CHINESE.finditer(text):
            group = match.lastgroup or ""
            name = match[group]
            if not _GENERIC.search(name):
                yield Found(Contact("company", name, ""), match.start(group), match.end(group))


_ORGANISATIONS = re.compile(
    r"\b(?:Inc|Ltd|LLC|GmbH|Corp|Co|Limited|Supply|Supplies|Studio|Studios|Hotel|Hotels|Clinic|School"
    r"|Cafe|Café|Bakery|Interiors|Design"
    r"|Group|Partners|Agency|University|College|Hospital|Restaurant|Bistro|Dental|Law|Consulting"
    r"|Solutions|Systems|Labs|Logistics|Foundation"
    r"|Church|Library|Museum|Gallery|Books|Florist|Flowers|Gym|Fitness|Spa|Salon|Bank|Trading|Builders"
    r"|Construction|Architects|Farm"
    r"|Farms|Brewery|Coffee|Kitchen|Kitchens|Catering|Events|Furniture|Homes|Properties|Realty"
    r"|Services|Technologies|Media|Press|Kindergarten"
    r"|Academy|Nursery|House|Hostel|Inn|Lodge|Motel|Pharmacy|Works|Workshop|Company|Associates|Brothers|Sons)\b"
)


def _is_organisation(name: str) -> bool:
    return bool(_ORGANISATIONS.search(name)) and len(name.split()) > 1


def _english(text: str) -> Iterator[re.Pattern[str]]:
    """The patterns that may find something, in their order."""
    yield from (pattern for pattern, cues in _CUES.items() if holds_any(text, cues))
    if _LEGAL_WORD.search(text):
        yield _LEGAL_FORM


contact = ContactKind("company", 4, find)
