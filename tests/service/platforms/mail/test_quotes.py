"""What somebody wrote anew is kept, all of it; what programs quote below is not."""

import pytest

from service.platforms.mail.quotes import written_anew

CUT = {
    "Gmail": "Blue, please.\n\nOn Fri, 30 Jan 2026 at 10:00, Shop <s@x.example>\nwrote:\n\n> Which?",
    "Gmail in Chinese": "Blue, please.\n\nShop <s@shop.example> 于2026年1月30日周五 10:00写道：\n\n> 什么颜色？",
    "Apple in Chinese": "Blue, please.\n\n> 在 2026年1月30日，10:00，Shop 写道：\n> 什么颜色？\n\n发自我的 iPhone",
    "Foxmail": "Blue, please.\n\n在 2026-01-30 10:00:00，Shop 写道：\n什么颜色？",
    "Outlook": "Blue, please.\n\n________________________________\nFrom: Shop\nSent: Friday\nTo: Ada\n\nWhich?",
    "old Outlook": "Blue, please.\n\n-----Original Message-----\nFrom: Shop\nWhich colour?",
    "QQ": "Blue, please.\n\n------------------ 原始邮件 ------------------\n发件人: Shop\n\n什么颜色？",
    "a signature": "Blue, please.\n\n-- \nAda\n+44 20 7946 0000",
    "a telephone": "Blue, please.\n\nSent from my iPhone",
}


@pytest.mark.parametrize("text", CUT.values(), ids=CUT)
def test_what_is_quoted_or_signed_is_left_out(text: str) -> None:
    assert written_anew(text) == "Blue, please."


def test_answers_below_and_between_what_is_quoted_are_kept() -> None:
    text = "On Friday, Shop wrote:\n> Which colour?\nBlue.\n> How many?\nTwo."

    assert written_anew(text) == "Blue.\nTwo."


@pytest.mark.parametrize(
    "text",
    [
        "On Monday I asked and\nyour colleague wrote:\nno refund",
        "- blue\n- red\n\nBest regards\nAda",
        "From: Berlin\nTo: Paris\nWhen does it arrive?",
        "On Monday I wrote: where is it? Nobody answered.",
        "在您店里买的灯坏了，客服写道：不退。怎么办？",
        "---------- Forwarded message ---------\nSeller: it is blue",
        "> only quoted",
    ],
)
def test_what_a_customer_might_write_stays_whole(text: str) -> None:
    assert written_anew(text) == text
