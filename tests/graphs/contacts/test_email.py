import pytest

from graphs.lead.known import find_contacts


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("write to Jane.Doe+shop@Example.co.uk, thanks", "jane.doe+shop@example.co.uk"),
        ("邮箱是li_wei@163.com谢谢", "li_wei@163.com"),
        ("我的邮箱：12345678@qq.com。", "12345678@qq.com"),
        ("联系wang＠example.cn", "wang@example.cn"),
    ],
)
def test_an_address_is_found(text: str, value: str) -> None:
    assert [(contact.type, contact.value) for contact in find_contacts(text)] == [("email", value)]


@pytest.mark.parametrize("text", ["@acme where is my order", "meet me @ 5.30", "a@b", "price@100.00"])
def test_an_at_sign_alone_is_no_address(text: str) -> None:
    assert find_contacts(text) == ()
