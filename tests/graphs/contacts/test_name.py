import pytest

from graphs.lead.known import find_contacts


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("My name is Jane Doe and my lamp is broken", "Jane Doe"),
        ("my name is jane doe", "Jane Doe"),
        ("Hi, this is Peter.", "Peter"),
        ("name: Ana María López", "Ana María López"),
        ("我叫张伟，电话稍后给您", "张伟"),
        ("我叫李小明", "李小明"),
        ("我姓王", "王"),
        ("您好，我是陈女士", "陈女士"),
        ("我的名字是欧阳娜娜", "欧阳娜娜"),
    ],
)
def test_who_introduces_themselves_is_named(text: str, value: str) -> None:
    assert [(contact.type, contact.value) for contact in find_contacts(text)] == [("name", value)]


@pytest.mark.parametrize(
    "text",
    [
        "I'm angry",
        "this is Ridiculous",
        "call me back",
        "Call me Today",
        "this is a mistake",
        "我叫不到车",
        "我是会员",
        "我叫你们经理来",
        "高度：152 厘米",
    ],
)
def test_other_words_are_no_names(text: str) -> None:
    assert find_contacts(text) == ()
