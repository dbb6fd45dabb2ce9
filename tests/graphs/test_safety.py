import pytest

from graphs.safety import danger_in


@pytest.mark.parametrize(
    "text",
    ["I want to kill myself", "thinking about suicide", "I just want to die", "不想活了", "我想自杀", "活不下去了"],
)
def test_self_harm_is_seen(text: str) -> None:
    assert danger_in(text) == "self_harm"


@pytest.mark.parametrize(
    "text",
    [
        "I'm going to kill you",
        "I will burn down your shop",
        "I know where you live",
        "我要弄死你",
        "炸了你们公司",
        "I'll come to your shop with a knife",
        "I am coming over with my gun",
        "I have a gun and I am on my way to you",
        "我拿刀来找你们",
        "带着汽油去你们公司",
        "我要砍了你們",
    ],
)
def test_threats_are_seen(text: str) -> None:
    assert danger_in(text) == "threat"


@pytest.mark.parametrize(
    "text",
    [
        "this wait is killing me",
        "how do I kill the process?",
        "do you sell bath bombs?",
        "the battery died",
        "I'm dying to get it",
        "I will buy a table with a knife block",
        "I'm looking for a pan with a knife set",
        "do you sell a bread knife?",
        "快递员拿刀划开了箱子",
        "能带刀上飞机吗",
        "笑死我了",
        "这个灯会不会烧了",
        "快递慢死了",
    ],
)
def test_figures_of_speech_are_no_danger(text: str) -> None:
    assert danger_in(text) is None
