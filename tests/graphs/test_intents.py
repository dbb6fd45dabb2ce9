from pathlib import Path

import pytest
from pydantic import ValidationError

from graphs.intents import OTHER, Intents, load_intents

MESSAGES = {
    "greeting": "hi|Hello there!|good morning|你好|您好，在吗？|hello 👋",
    "thanks": "thanks!|Thank you so much|ok great, thanks|That is all I needed. Thank you very much!"
    "|Thank you, that was it.|谢谢|好的，谢谢您|非常感谢！|没有别的问题了，非常感谢！|都清楚了，谢谢您的帮助",
    "goodbye": "bye|That's all, goodbye|Wonderful, thanks for your help. Goodbye!"
    "|再见|没有了，拜拜|都清楚了，谢谢您的帮助，再见！",
    "complaint": "I want to file a complaint|this is ridiculous, you rip off|我要投诉|太过分了，我要举报",
    "order_status": "Where is my order 10023?|has my order shipped|I haven't received it|快递到哪了|还没收到货|催单",
    "shipping": "Do you ship to Norway?|how long does delivery take|寄到香港运费多少|包邮吗",
    "returns_refund": "How do I send it back?|I want a refund|it arrived broken|怎么退货|退款什么时候到账|可以换货吗",
    "payment": "can I pay with PayPal|I was charged twice|I need an invoice|可以用支付宝吗|发票怎么开",
    "price": "how much is the floor lamp|any discount codes?|这个多少钱|有优惠吗",
    "account": "I forgot my password|how do I delete my account|忘记密码了|怎么注销账号",
    "product_question": "is it waterproof|what size is the table|how long is the warranty|这款有现货吗|保修多久",
    OTHER: "who wrote Hamlet|zzz|今天天气不错|12345|👍👍 lovely weather over in Rome",
}


@pytest.fixture(scope="module")
def intents() -> Intents:
    return Intents(load_intents().intents)


@pytest.mark.parametrize(
    ("name", "text"), [(name, text) for name, texts in MESSAGES.items() for text in texts.split("|")]
)
def test_messages_are_recognised(intents: Intents, name: str, text: str) -> None:
    assert intents.recognise(text) == name


def test_every_example_is_recognised_as_its_own_intent(intents: Intents) -> None:
    assert {text: intents.recognise(text) for entry in intents.entries for text in entry.texts} == {
        text: entry.name for entry in intents.entries for text in entry.texts
    }


def test_politeness_around_a_question_does_not_hide_it(intents: Intents) -> None:
    assert intents.recognise("Hi! Where is my order? Thanks a lot") == "order_status"
    assert intents.recognise("你好，请问怎么退货？谢谢") == "returns_refund"


def test_a_greeting_before_an_unknown_question_is_not_small_talk(intents: Intents) -> None:
    assert intents.recognise("hello, who painted the Mona Lisa then") == OTHER


def test_an_installation_may_have_its_own_list(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text("- name: booking\n  phrases: [book a table, 订位]\n")
    own = Intents(load_intents(path).intents)
    assert own.recognise("Can I book a table for two?") == "booking"
    assert own.recognise("我想订位") == "booking"
    assert own.recognise("Where is my order?") == OTHER


def test_a_malformed_list_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text("- name: booking\n  phrase: [book a table]\n")
    with pytest.raises(ValidationError):
        load_intents(path)
