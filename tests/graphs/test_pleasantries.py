"""What stands before a question and asks nothing is left out; what says something stays."""

import pytest

from graphs.pleasantries import without_pleasantries


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Hi, how much is it?", "how much is it?"),
        ("Hello there! Just a quick question. How much is it?", "How much is it?"),
        ("Thanks so much. And the delivery?", "And the delivery?"),
        ("Sorry to bother you, is it dimmable?", "is it dimmable?"),
        ("No, that's not what I meant. I mean: the small one", "the small one"),
        ("ok cool.\nCan I pay in instalments?", "Can I pay in instalments?"),
        ("Hmm no, express to the UK, how many days?", "express to the UK, how many days?"),
        ("Here we go again. What does a return cost?", "What does a return cost?"),
        ("Hi there, hope you're well! How much is it? Thanks a lot, Marie", "How much is it?"),
        ("Is it dimmable?\nBest regards\nJohn Smith", "Is it dimmable?"),
        ("又来了。怎么开发票？", "怎么开发票？"),
        ("运费怎么算？谢谢啦！", "运费怎么算？"),
        ("您好，随便问问，运费怎么算？", "运费怎么算？"),
        ("不好意思，我的意思是：大陆标准运费多少钱？", "大陆标准运费多少钱？"),
        ("我不是这个意思，大陆标准运费多少钱？", "大陆标准运费多少钱？"),
        ("明白了。那运费怎么算？", "那运费怎么算？"),
        ("您好！打扰了，\n运费怎么算？", "运费怎么算？"),
    ],
)
def test_pleasantries_before_a_question_are_left_out(text: str, rest: str) -> None:
    assert without_pleasantries(text) == rest


@pytest.mark.parametrize(
    "text",
    [
        "Hello!",
        "Thanks!",
        "I got it. Thanks for the lamp, but how do I return it?",
        "Hello Kitty lamps, do you sell them?",
        "No, the blue one",
        "Great lamps. How much?",
        "I am sorry I broke it. What now?",
        "您好！",
        "好的灯具，怎么买？",
        "不好用，怎么退？",
        "",
    ],
)
def test_what_says_something_stays(text: str) -> None:
    assert without_pleasantries(text) == text
