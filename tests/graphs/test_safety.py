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
    ["I'm going to kill you", "I will burn down your shop", "I know where you live", "我要弄死你", "炸了你们公司"],
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
        "笑死我了",
        "这个灯会不会烧了",
        "快递慢死了",
    ],
)
def test_figures_of_speech_are_no_danger(text: str) -> None:
    assert danger_in(text) is None
