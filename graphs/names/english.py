"""Names in English sentences, with their title where only a surname follows it."""

import re
from collections.abc import Iterable, Iterator

from graphs.contact_text import holds_any
from graphs.names.name import Name

_TITLE = r"(?:Mr|Mrs|Ms|Miss|Dr|Prof)\.?"
_PART = r"(?:[A-ZÀ-ÖØ-Þ][A-Za-zÀ-ÖØ-öø-ÿĀ-ž'’-]*[A-Za-zÀ-ÖØ-öø-ÿĀ-ž]|[A-Z]\.)"
_LINK = r"(?:(?:de|la|del|van|von|der|den|bin|al|da|dos|ten|O')\s)"
_NAME = rf"(?:{_TITLE} +)?{_PART}(?: {_LINK}{{0,2}}{_PART}){{0,3}}"
# What introduces a name beyond doubt, and what may introduce anything ("I'm Furious").
_SURE = re.compile(
    rf"(?:\b(?i:my\s+(?:full\s+|real\s+|legal\s+|first\s+)?name(?:\s+is|'s|:|,|\s*=|\s+would\s+be)"
    rf"|(?<!company )(?<!brand )(?<!user )(?<!product )(?<!file )\bname(?:'s|\s?(?:is|:|=|-))|(?:i\s+am"
    rf"|i'm)\s+(?:called|named)"
    rf"|under\s+(?:the\s+)?name(?:\s+of)?|in\s+the\s+name\s+of|(?:please\s+)?ask\s+for|(?:attn"
    rf"|attention|recipient|addressee|signed|contact\s+person)\s*[:.]|everyone\s+calls\s+me"
    rf"|just\s+call\s+me|you\s+can\s+call\s+me))\s*(?P<name>{_NAME})"
)
_PROBABLE = re.compile(
    rf"\b(?i:i'm|i\s+am|im|this\s+is|it's|it\s+is|call\s+me|here\s+is"
    rf"|here's)\s+(?P<name>{_NAME})(?P<after>.?.{{0,12}})",
    re.DOTALL,
)
_LOWER = re.compile(
    r"\b(?:my\s+(?:full\s+|first\s+)?name(?:\s+is|'s|:)|(?:i'm|i am)\s+(?:called"
    r"|named))\s+(?P<name>[a-z][a-z'-]+(?:\s+(?!and\b|but\b|my\b|i\b|with\b|the\b|by\b|so\b|not\b|on\b"
    r"|in\b|at\b|from\b|is\b|btw\b|can\b|please\b|here\b|if\b|email\b|phone\b)[a-z][a-z'-]+){0,2})\b"
)
_GREETED = re.compile(
    r"\b(?:hi|hey|hello|heya)(?: there)?[,!.]?\s+(?:i'?m|i am|it'?s|this is)\s+(?P<name>(?!not\b|so\b"
    r"|very\b|still\b|back\b|sorry\b|new\b|just\b|really\b|happy\b|a\b|the\b|it\b|me\b|in\b|on\b|my\b"
    r"|about\b|here\b)[a-z]{2,12}(?<!ing)(?<!ed))(?=\s*[,.!]|\s+(?:from|here|and)\b)"
)
_FIRST_AND_LAST = re.compile(
    rf"\b(?i:first\s+name(?:\s+is|:)?)\s*(?P<first>{_PART})[\s,;.]+(?:and\s+)?(?:my\s+)?(?i:(?:last"
    rf"|family)\s*name|last|surname|family\s+name)(?:\s+(?:name\s+)?is|\s+name:|:)?\s*(?P<last>{_PART})"
)
_LAST_AND_FIRST = re.compile(
    rf"\b(?i:(?:last|family|sur)\s?name|name)(?:'s|\s+is"
    rf"|:)?\s*(?P<last>{_PART})[ ,;.]+(?:and )?(?i:my )?(?i:first name)(?: is"
    rf"|:)? {{0,2}}(?P<first>{_PART})"
)
_HERE = re.compile(
    rf"(?:^|[\n,.!]\s{{0,3}}|\b[Hh]i,?\s|\b[Hh]ello,?\s|\b[Hh]ey,?\s)(?P<name>{_NAME})\s+here\b(?=[,.!:\s-]|$)"
)
_SIGNATURE = re.compile(
    rf"(?:(?i:\b(?:best\s+|kind\s+|warm\s+)?regards|\brgds|\bbr(?=,?\n)|\bthanks(?:\s+a\s+lot|\s+again"
    rf"|\s+in\s+advance)?|\bthank\s+you|\bcheers|\bsincerely|\bbest(?:\s+wishes)?"
    rf"|\byours(?:\s+truly)?)[,.!]? {{0,3}}\n\s{{0,3}}|\n {{0,3}}[-~] {{0,3}}"
    rf"|[.!?]\s+[-~]{{1,2}}\s?)(?P<name>{_NAME}) {{0,3}}(?=\n|$|[,(|])"
)
_CARD = re.compile(
    rf"(?:^|\n) {{0,3}}(?P<name>{_PART}(?: {_PART}){{1,2}}) {{0,3}}(?=,? {{0,3}}\n? {{0,3}}(?:\+?\(?\d["
    rf"\d ()-]{{8,}}|[\w.+-]+@[\w-]+\.\w))"
)
# What each pattern cannot do without, besides a capital that another letter follows.
_CUES = {
    _SURE: ("name", "called", "ask", "attn", "attention", "recipient", "addressee", "signed", "contact", "call"),
    _HERE: ("here",),
    _SIGNATURE: ("\n", "-", "~"),
}
_AT_OR_DIGIT = re.compile(r"[@\d]")
_CAPITAL = re.compile(r"[A-ZÀ-ÖØ-Þ][A-Za-zÀ-ÖØ-öø-ÿĀ-ž'’.-]")
_CAPITAL_WITHIN = re.compile(r"\s[A-ZÀ-ÖØ-Þ][A-Za-zÀ-ÖØ-öø-ÿĀ-ž'’.-]")
_GREETING = re.compile(r"\bhi[\s,.!]|\bhe(?:y|llo)")
_STOP_AFTER = re.compile(
    r"^\s*(?:street|road|avenue|inc\b|ltd\b|gmbh|llc|co\b|hotel|support|'s\b|team|customer|number|\d)|^['’]",
    re.IGNORECASE,
)
_SECOND = re.compile(
    r"^(?:[\s]*$|\s*[,.!;:()\n-]|\s+(?:from|here|at|by|and|calling|speaking|with|again|of|writing|-))", re.IGNORECASE
)
_COMMON = re.compile(
    r"^(?:The|A|An|My|Your|Our|This|That|It|Not|Very|So|Just|About|Regarding|Urgent|Ridiculous|Back"
    r"|When|Later|Today|Tomorrow|Now|On|At|In|Is|I|If"
    r"|Horrible|Terrible|Awful|Great|Amazing|Unacceptable|Insane|Crazy|Pathetic|Disappointed|Disgusted"
    r"|Frustrated|Excited|Confused|Stuck|Lost|Late|Ready|Glad|Grateful|Unhappy|Upset|Annoyed|Serious"
    r"|Interested|Good|Bad|Fine|Well|New|Going|Having|Getting|Writing|Afraid|Aware|Flight|Lady|Calling"
    r"|Sorry|Still|Really|Never|Always|Also|Too|Done|Sure|Happy|Angry|Furious|Sad|Mad|Tired|Sick"
    r"|Waiting|Looking|Trying|Here|There|What|Why"
    r"|How|Who|Where|No|Yes|Ok|Okay|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January"
    r"|February|March|April|May|June|July|August"
    r"|September|October|November|December|German|French|American|Chinese|British|English|Spanish"
    r"|Italian|Dutch|Canadian|Australian|Indian"
    r"|Japanese|Korean|Irish|Scottish|Swiss|Muslim|Jewish|Christian|Vegan|Black|White|Blue|Red|Green"
    r"|Please|Thanks|Hello|Hi|Dear|Order|Invoice"
    r"|WhatsApp|Telegram|WeChat|QQ|Skype|Signal|Instagram|Facebook|Amazon|Google|Apple|IKEA|Fedex|UPS"
    r"|DHL|ASAP|USA|UK|US|EU|IT|HR|CEO|PO|Customer|Support"
    r"|Only|From|For|To|After|Before|Anyone|Someone|Nobody|Everything|Nothing|One|Two|Three|All|Both"
    r"|Me|You|He|She|We|They|Mine|Ours|Out|Off)\b"
)


def english_names(text: str) -> Iterator[Name]:
    """Each name with its place."""
    if _CAPITAL.search(text):
        yield from _capitalised(text)
    yield from _told_lower(text)


def _capitalised(text: str) -> Iterator[Name]:
    if holds_any(text, ("first",)) and re.search(r"first\s+name", text, re.IGNORECASE):
        for match in _FIRST_AND_LAST.finditer(text):
            yield Name(match.start("first"), match.end("last"), f"{match['first']} {match['last']}")
        for match in _LAST_AND_FIRST.finditer(text):
            yield Name(match.start("last"), match.end("first"), f"{match['first']} {match['last']}")
    shouted = text.isupper()
    for pattern in _looked_for(text):
        for match in pattern.finditer(text):
            if not (shouted and pattern is not _SURE):
                yield from _trimmed(text, match)
    if shouted or not _CAPITAL_WITHIN.search(text):
        return
    for match in _PROBABLE.finditer(text):
        parts = match["name"].split()
        titled = re.match(_TITLE + r"$", parts[0]) is not None
        if (titled or len(parts) > 1 or _SECOND.match(match["after"])) and not _STOP_AFTER.match(match["after"]):
            yield from _trimmed(text, match)


def _looked_for(text: str) -> Iterator[re.Pattern[str]]:
    """The patterns that may find something, in their order."""
    yield from (pattern for pattern, cues in _CUES.items() if holds_any(text, cues))
    if _AT_OR_DIGIT.search(text):
        yield _CARD


def _told_lower(text: str) -> Iterator[Name]:
    """Names without capitals; a message in capitals alone holds none."""
    lower: Iterable[re.Match[str]] = _LOWER.finditer(text) if holds_any(text, ("name", "called")) else ()
    greeted: Iterable[re.Match[str]] = _GREETED.finditer(text) if _GREETING.search(text) else ()
    for match in (*lower, *greeted):
        if match["name"].split()[0] not in ("not", "on", "in", "the", "a", "is", "wrong", "spelled", "misspelled"):
            yield Name(*match.span("name"), match["name"].title())


def _trimmed(text: str, match: re.Match[str]) -> Iterator[Name]:
    """Without a closing word that is no part of a name, and nothing where a common word stands first."""
    start, end = match.span("name")
    words = re.split(r"\s+", text[start:end])
    while words and len(words) > 1 and _COMMON.match(words[-1]):
        end -= len(words.pop()) + 1
    name = text[start:end].rstrip(" .'’-") if not re.search(r"\b[A-Z]\.$", text[start:end]) else text[start:end]
    if _COMMON.match(name) or (re.fullmatch(_TITLE, name)):
        return
    if re.match(_TITLE + r"\s", name) and len(name.split()) > 2:
        title = re.match(_TITLE + r"\s+", name)
        start, name = start + (title.end() if title else 0), name[title.end() if title else 0 :]
    yield Name(start, start + len(name), name)
