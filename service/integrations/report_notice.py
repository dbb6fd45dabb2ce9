"""A report as colleagues read it, by mail or in a group: its period, its figures line by line, and where it stands."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from service.integrations.report_words import Language, cut_name, is_count, rate_name, written
from service.notifier import Notice

MOST_ROWS = 30
_WORDS = {
    "en": {
        "title": "Report",
        "all": "until now",
        "none": "nothing to count",
        "more": "and {} more",
        "error": "It failed",
        "page": "The report with its chart",
        "basis": "In brackets: the 95 % interval, and how many it rests on.",
        "colon": ": ",
    },
    "zh": {
        "title": "报表",
        "all": "截至目前",
        "none": "暂无数据",
        "more": "另有 {} 行",
        "error": "生成失败",
        "page": "查看报表与图表",
        "basis": "括号内为 95 % 置信区间和样本数。",
        "colon": "：",
    },
}


def report_notice(event_id: str, event: str, data: dict[str, Any], language: Language) -> Notice:
    """Its name is the title; the period, a paragraph of rates for each group, and the page's address are the text."""
    words, report = _WORDS[language], data["report"]
    title = f"[{words['title']}] {report['name']}"
    page = [f"{words['page']}{words['colon']}{report['url']}"] if report.get("url") else []
    if "error" in data:
        said = [f"{words['error']}{words['colon']}{data['error']}"]
    else:
        parts = [_part(row, language, data["currency"]) for row in data["rows"][:MOST_ROWS]]
        left = len(data["rows"]) - MOST_ROWS + data["left_out"]
        more = [words["more"].format(left)] if left > 0 else []
        said = [_period(data, words["all"]), *(parts or [words["none"]]), *more, *([words["basis"]] if parts else [])]
    return Notice(event_id, event, title, "\n\n".join([*said, *page]), datetime.now(UTC))


def _period(data: dict[str, Any], everything: str) -> str:
    """By the clock of its zone: of whole days the first and the last."""
    zone = ZoneInfo(data.get("zone", "UTC"))
    since, until = (
        datetime.fromisoformat(at).astimezone(zone) if at else None for at in (data["since"], data["until"])
    )
    if since is None or until is None:
        return everything
    if all(at.time() == datetime.min.time() for at in (since, until)):
        first, last = since.date(), until.date() - timedelta(days=1)
        return f"{first} ({zone.key})" if first == last else f"{first} – {last} ({zone.key})"
    return f"{since:%Y-%m-%d %H:%M} – {until:%Y-%m-%d %H:%M} ({zone.key})"


def _part(row: dict[str, Any], language: Language, currency: str) -> str:
    colon = _WORDS[language]["colon"]
    head = " · ".join(f"{cut_name(cut, language)}{colon}{value or '–'}" for cut, value in row["key"].items())
    lines = [
        f"{rate_name(place, language)}{colon}{_figure(place, one, currency, language)}"
        for place, one in row["numbers"].items()
    ]
    return "\n".join([head, *lines] if head else lines)


def _figure(place: str, number: dict[str, Any], currency: str, language: Language) -> str:
    if number["value"] is None:
        return "–"
    value = written(place, number["value"], currency, language)
    if is_count(place):
        return value
    interval = ""
    if number["low"] is not None and number["high"] is not None:
        low, high = (written(place, number[end], currency, language) for end in ("low", "high"))
        interval = f"{low} – {high}, "
    return f"{value} ({interval}n = {number['n']:,})"
