import pytest

from service.storage.customers.lead_keys import groups, key_of, shared


@pytest.mark.parametrize(
    ("kind", "value", "key"),
    [
        ("phone", "+4930901820", "phone:+4930901820"),
        ("whatsapp", "+4930901820", "phone:+4930901820"),
        ("phone", "5550132", None),
        ("email", "Ada@Example.com", "email:ada@example.com"),
        ("wechat", "Ada_01", "wechat:ada_01"),
        ("telegram", "AdaL", "telegram:adal"),
        ("qq", "123456", "qq:123456"),
        ("name", "Ada", None),
        ("company", "Acme", None),
    ],
)
def test_only_what_is_one_persons_alone_is_a_key(kind: str, value: str, key: str | None) -> None:
    assert key_of(kind, value) == key


def test_groups_are_joined_by_way_of_others() -> None:
    assert groups({"a": ["1"], "b": ["2"], "c": ["3"], "d": ["1", "2"], "e": []}) == [["a", "b", "d"], ["c"], ["e"]]


def test_shared_keys_are_held_by_more_than_one() -> None:
    assert shared([["1", "2"], ["2", "3"], ["2"]]) == {"2"}
