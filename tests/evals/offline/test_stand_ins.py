"""Stand-ins: the detail is gone, and a detail of its kind is found in its place."""

import pytest

from evals.offline.stand_ins import with_stand_ins
from graphs.contact import find_details

TEXTS = [
    ("Write to jo.miller@mail.example", "email"),
    ("Call me on +44 20 7946 0958", "phone"),
    ("我的电话 13912345678", "phone"),
    ("加微信 lamp_lover88", "wechat"),
    ("我的QQ是 987654321", "qq"),
]


@pytest.mark.parametrize(("text", "kind"), TEXTS)
def test_a_detail_of_the_same_kind_stands_in(text: str, kind: str) -> None:
    (detail,) = find_details(text)
    replaced = with_stand_ins(text)
    assert detail.contact.raw not in replaced
    assert [found.contact.type for found in find_details(replaced)] == [kind]


def test_the_rest_of_the_text_stays() -> None:
    assert with_stand_ins("What does it cost?") == "What does it cost?"
    assert with_stand_ins("Mail a@b.example, then order TW-10023") == "Mail someone@mail.example, then order TW-10023"
