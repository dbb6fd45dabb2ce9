"""A moment as the customer is told of it: on the shop's clock, with the day, in English and Chinese."""

from datetime import datetime
from zoneinfo import ZoneInfo

_EN_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_EN_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_ZH_DAYS = "一二三四五六日"


def say_moment(moment: datetime, now: datetime, time_zone: str, language: str) -> str:
    """ "tomorrow at 09:00 (Europe/Berlin)", 明天 09:00（北京时间）; both times are aware."""
    zone = ZoneInfo(time_zone)
    there, here = moment.astimezone(zone), now.astimezone(zone)
    clock, days = f"{there:%H:%M}", (there.date() - here.date()).days
    if language == "zh":
        named = {0: "今天", 1: "明天"}.get(days, f"{there.month}月{there.day}日（周{_ZH_DAYS[there.weekday()]}）")
        return f"{named} {clock}（{'北京时间' if time_zone in _CHINA else time_zone}）"
    dated = f"on {_EN_DAYS[there.weekday()]}, {there.day} {_EN_MONTHS[there.month - 1]}"
    return f"{ {0: 'today', 1: 'tomorrow'}.get(days, dated) } at {clock} ({time_zone})"


_CHINA = frozenset({"Asia/Shanghai", "Asia/Chongqing", "Asia/Harbin", "PRC"})
