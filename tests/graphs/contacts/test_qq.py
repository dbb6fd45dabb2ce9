import pytest

from graphs.lead.known import find_contacts


@pytest.mark.parametrize("text", ["我的QQ是12345678", "qq：12345678", "QQ号 12345678", "加扣扣12345678"])
def test_a_number_after_the_word_is_found(text: str) -> None:
    assert [(contact.type, contact.value) for contact in find_contacts(text)] == [("qq", "12345678")]


@pytest.mark.parametrize("text", ["12345678", "qq里说", "我的QQ邮箱是12345678@qq.com"])
def test_other_numbers_are_no_qq(text: str) -> None:
    assert all(contact.type != "qq" for contact in find_contacts(text))
