import sys

import pytest

from evals.benchmarks.contact_lines import load_lines
from graphs.contact import contact_kinds, find_details
from graphs.lead.known import find_contacts, known_contacts
from graphs.turn import Contact, Message


def test_every_kind_is_found_by_scanning_the_folder() -> None:
    kinds = [kind.type for kind in contact_kinds()]
    assert kinds[0] == "email"
    assert {"phone", "wechat", "qq", "whatsapp", "telegram", "name", "company", "city", "address"} < {*kinds}


def test_several_details_come_in_the_order_of_the_text_with_their_raw_form() -> None:
    found = find_contacts("我叫张伟，手机138 0013 8000，邮箱Zhang.Wei@example.com")
    assert found == (
        Contact("name", "张伟", "张伟"),
        Contact("phone", "+8613800138000", "138 0013 8000"),
        Contact("email", "zhang.wei@example.com", "Zhang.Wei@example.com"),
    )


def test_a_detail_that_is_said_twice_counts_once() -> None:
    assert len(find_contacts("13800138000, I repeat: 138-0013-8000")) == 1


def test_only_the_customer_s_own_details_are_known() -> None:
    messages = [Message("agent", "call us on +1 415 555 2671"), Message("customer", "mine is jane@example.com")]
    assert [contact.value for contact in known_contacts(messages)] == ["jane@example.com"]


def test_the_cheap_look_that_comes_first_hides_no_detail(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [message.text for line in load_lines() for message in line.messages]
    looked_first = [find_details(text) for text in texts]
    for name, module in sys.modules.items():
        if name.startswith(("graphs.contacts.", "graphs.names.")) and hasattr(module, "holds_any"):
            monkeypatch.setattr(module, "holds_any", lambda text, words: True)
    assert [find_details(text) for text in texts] == looked_first
