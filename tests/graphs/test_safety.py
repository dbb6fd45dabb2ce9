import pytest

from graphs.safety import danger_in


@pytest.mark.parametrize(
    "text",
    [
        "I want to kill myself",
        "thinking about suicide",
        "I just want to die",
        "不想活了",
        "我想自杀",
        "活不下去了",
        "I can't go on living like this",
        "she texted that she will take her own life",
        "nobody will ever have to deal with me again",
        "how many pills until I never wake up",
        "i dont want to live anymore",
        "活着真没意思",
        "还不如死了算了",
        "站在楼顶，跳下去就解脱了",
        "室友说要割腕",
        "这根线够上吊吗",
        "bu xiang huo le",
        "想紫砂了",
    ],
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
        "I'm going to burn your showroom down",
        "I will come over and hurt someone",
        "he is going to beat me tonight",
        "我叫人去你们店砍了你们",
        "一把火烧了你们展厅",
        "他又打我了",
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
        "灯泡烧了你们管不管",
        "能装上吊灯吗",
        "跳楼价卖不卖",
        "自杀式降价",
        "我有个紫砂壶",
        "他打我电话了",
        "my husband will kill me if it is late",
        "he cut himself off",
        "I don't want to live in a dark room",
        "how much longer until it ends",
    ],
)
def test_figures_of_speech_are_no_danger(text: str) -> None:
    assert danger_in(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "the lamp burned my son",
        "My wife was electrocuted by your floor lamp",
        "about the burn that your lamp caused to my child",
        "插头漏电把孩子电伤了",
        "被灯烫伤了",
    ],
)
def test_injuries_are_seen(text: str) -> None:
    assert danger_in(text) == "injury"


@pytest.mark.parametrize("text", ["my lamp burned out", "it hurts my eyes", "灯很烫", "灯泡烧坏了", "包装受伤了"])
def test_broken_things_are_no_injuries(text: str) -> None:
    assert danger_in(text) is None
