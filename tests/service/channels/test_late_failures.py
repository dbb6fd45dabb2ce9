"""What platforms tell of replies that they took and could not deliver after all."""

from typing import Any

from service.channel.interface import LateFailure
from service.platforms.kf_messages import failures_in


async def test_whatsapp_tells_of_messages_that_failed_in_words_and_by_code(platforms: Any) -> None:
    whatsapp = platforms["whatsapp"]
    case = whatsapp.fixtures()["status_failed"]
    received = await whatsapp.receive(whatsapp.request(whatsapp.content(case)))

    assert received.messages == ()
    first, second = received.failures
    assert (first.external_id, second.external_id) == ("wamid.B2", "wamid.B3")
    assert "not on WhatsApp" in first.sentence
    assert "(code 131026: Message Undeliverable.)" in first.sentence
    assert "131053" in second.sentence


async def test_receipts_are_no_failures(platforms: Any) -> None:
    whatsapp = platforms["whatsapp"]
    case = whatsapp.fixtures()["statuses"]
    assert (await whatsapp.receive(whatsapp.request(whatsapp.content(case)))).failures == ()


def test_wecoms_customer_service_tells_of_messages_that_failed() -> None:
    event = {"event_type": "msg_send_fail", "external_userid": "wm1", "fail_msgid": "M7", "fail_type": 10}
    items = [
        {"msgid": "1", "origin": 4, "msgtype": "event", "send_time": 1, "event": event},
        {"msgid": "2", "origin": 4, "msgtype": "event", "send_time": 1, "event": event | {"fail_msgid": None}},
        {"msgid": "3", "origin": 3, "msgtype": "text", "send_time": 1, "event": event},
        "nothing",
    ]
    sentence = "WeCom took the message, but did not deliver it: the customer does not want messages (fail_type 10)."
    assert failures_in(items) == (LateFailure("M7", sentence),)
