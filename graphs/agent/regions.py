"""Places by the region that a shop's price list has them in: Shanghai is in mainland China, Poland in the EU."""

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from graphs.matters import matters_in
from graphs.turn import Passage

_CITIES = Path(__file__).parents[1] / "lexicons" / "chinese_cities.txt"
_FIRST_BEYOND = "台北"
"""The list has the cities of the mainland first; two of its first line have prices of their own."""
_HOME = ["中国内地", "内地", "国内", "境内"]
_OWN_PRICES = frozenset({"香港", "澳门"})
_ENGLISH_CITIES = (
    "Beijing|Shanghai|Guangzhou|Shenzhen|Hangzhou|Chengdu|Nanjing|Wuhan|Xi'?an|Suzhou|Tianjin|Chongqing|Qingdao|Xiamen"
)
_EU = (
    "Austria|Belgium|Bulgaria|Croatia|Cyprus|Czechia|Czech Republic|Denmark|Estonia|Finland|France|Germany|Greece"
    "|Hungary|Ireland|Italy|Latvia|Lithuania|Luxembourg|Malta|Netherlands|Poland|Portugal|Romania|Slovakia|Slovenia|Spain|Sweden"
)
_EU_CHINESE = (
    "奥地利|比利时|保加利亚|克罗地亚|塞浦路斯|捷克|丹麦|爱沙尼亚|芬兰|法国|德国|希腊|匈牙利|爱尔兰|意大利|拉脱维亚|立陶宛"
    "|卢森堡|马耳他|荷兰|波兰|葡萄牙|罗马尼亚|斯洛伐克|斯洛文尼亚|西班牙|瑞典"
)


def in_its_region(question: str, found: Sequence[Passage]) -> str | None:
    """A question about delivery to such a place, asked of its region; None for any other.

    Where a passage that was found names the place, that is what the price list calls it: it has a row of its own.
    """
    if "deliver" not in matters_in(question):
        return None
    for pattern, region in _patterns():
        place = pattern.search(question)
        if place and not any(place["name"].casefold() in one.text.casefold() for one in found):
            return f"{question[: place.start()]}{region}{question[place.end() :]}"
    return None


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    listed = _CITIES.read_text(encoding="utf-8").partition(_FIRST_BEYOND)[0].split()
    cities = [*_HOME, *(name for name in listed if name not in _OWN_PRICES)]
    cities.sort(key=len, reverse=True)
    return (
        (re.compile(rf"(?P<name>{'|'.join(cities)})市?"), "中国大陆"),
        (re.compile(rf"(?P<name>{_EU_CHINESE})"), "欧盟其他国家"),
        (re.compile(rf"\b(?P<name>{_ENGLISH_CITIES})\b", re.IGNORECASE), "mainland China"),
        (re.compile(rf"\b(?:the\s+)?(?P<name>{_EU})\b", re.IGNORECASE), "other EU countries"),
    )
