"""A bare name: the answer to the question for it ("May I have your name?" - "Tom Okafor"), or one spelt anew."""

import re
from collections.abc import Iterator

from graphs.contact import Found
from graphs.turn import Contact

_ASKS_NAME = re.compile(
    r"\b(?:your|full|first and last|last)\s+name\b"
    r"|\bwho am i (?:speaking|talking)|怎么称呼|贵姓|您的?(?:姓名|名字)|尊姓",
    re.IGNORECASE,
)
# "I have noted your name" asks for none, and whatever comes next is no answer to it.
_ACKNOWLEDGES = re.compile(r"\b(?:noted|saved|recorded|got)\s+your\b|已记下|已经?记录|记下了", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[.!?。！？])\s*|\n")
_ENGLISH = re.compile(
    r"^(?:(?:sure|yes|ok|okay|of course|it's|it is|hi|certainly"
    r"|fine)[,.!]?\s+)*(?P<name>[A-Z][\w'’-]+(?:\s+[A-Z][\w'’.-]+){0,2})\s*(?=[,.;!\n]|$)"
)
_CHINESE = re.compile(r"^(?:我?是|叫)?(?P<name>[\u4e00-\u9fff]{2,4}|[A-Z][a-z]+(?!\s+[A-Za-z]))\s*(?=[,，.。;!\s]|$)")
_SENTENCE = re.compile(r"(?:^|(?<=[.!?]\s)|(?<=\n))(?P<name>[A-Z][\w'’-]+(?: [A-Z][\w'’.-]*[\w]){1,2})(?=[.!]|\n|$)")
_NO_NAMES = re.compile(
    r"^(?:Sure|Uh|Um|Hmm|Well|Oh|So|Absolutely|Certainly|Actually|But|Look|Great|Can|Could|Do|Is|Yes"
    r"|No|Ok|Okay|Why|What|Hi|Hello|Sorry|Thanks|Please|My|The|I|It|不|为什么|干嘛|好的|可以|没有|谢谢|算了|不想|不用"
    r"|随便)\b|^(?:不|为什么|干嘛|好|可以|没|谢|算了|随便|匿名)"
)


def answers_name(question: str, answer: str) -> Iterator[Found]:
    """The name, where the question asks for one and the answer begins with it."""
    if not any(_ASKS_NAME.search(one) and not _ACKNOWLEDGES.search(one) for one in _SENTENCE_END.split(question)):
        return
    for pattern in (_ENGLISH, _CHINESE):
        match = pattern.search(answer)
        if match and not _NO_NAMES.search(match["name"]):
            yield Found(Contact("name", match["name"], match["name"]), match.start("name"), match.end("name"))
            return


def spelt_anew(known: str, text: str) -> Contact | None:
    """A sentence that is a name and shares a part with the one known: "John Smythe." after Jon Smythe."""
    parts = set(known.casefold().split())
    for match in _SENTENCE.finditer(text):
        name = match["name"]
        said = set(name.casefold().split())
        if len(parts) > 1 and said & parts and said != parts and len(said) == len(parts):
            return Contact("name", name, name)
    return None
