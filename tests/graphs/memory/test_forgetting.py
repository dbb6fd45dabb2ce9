"""Who wants all deleted that they told, and who wants something else."""

import pytest

from graphs.memory.forgetting import asks_to_forget, confirms, declines


@pytest.mark.parametrize(
    "text",
    [
        "forget me",
        "Please forget about me.",
        "Delete my data",
        "can you erase all of my personal information please",
        "I want you to delete everything I told you",
        "remove all the information you have about me",
        "I use my right to be forgotten",
        "please stop storing my data",
        "忘记我",
        "请忘了我吧",
        "删除我的信息",
        "帮我把我的聊天记录全部删掉",
        "清空我的所有数据",
        "不要保存我的个人信息",
        "刪除我的資料",
    ],
)
def test_asks_for_it(text: str) -> None:
    assert asks_to_forget(text)


@pytest.mark.parametrize(
    "text",
    [
        "don't forget me",
        "forget about it",
        "I forgot my password",
        "delete my phone number",
        "How do I delete my data from the hub?",
        "delete my messages from the app",
        "How can I delete my account?",
        "Please remove the lamp from my order",
        "别忘了我的订单",
        "我忘记密码了",
        "如何删除我的数据",
        "删除手机里的照片",
        "请删掉我的电话",
    ],
)
def test_asks_for_something_else(text: str) -> None:
    assert not asks_to_forget(text)


@pytest.mark.parametrize(("text", "yes", "no"), [
    ("Yes, please.", True, False), ("是的", True, False), ("确认删除", True, False), ("OK do it", True, False),
    ("No", False, True), ("不用了", False, True), ("否", False, True), ("no, keep it", False, True),
    ("yes but what about my order?", False, False), ("Where is my parcel?", False, False),
])  # fmt: skip
def test_a_yes_is_a_yes_and_no_more(text: str, yes: bool, no: bool) -> None:
    assert (confirms(text), declines(text)) == (yes, no)
