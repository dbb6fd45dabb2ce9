"""What colleagues read of a lead or a report, in a group or by mail."""

from datetime import UTC, datetime

from service.integrations.configs import NoticeConfig
from service.integrations.payloads import Told
from service.integrations.report_notice import report_notice
from service.notifier import Notice
from service.storage.integrations.reports import READY

_TEST = ("[test] Turnwise 线索测试", "This is a test: leads will arrive here. 这是一条测试：线索将发送到这里。")
_TITLES = {
    "lead.created": {"en": "New lead", "zh": "新线索"},
    "lead.updated": {"en": "Lead updated", "zh": "线索更新"},
}
_WORDS = {
    "en": {"score": "Score", "channel": "Channel", "stage": "Stage", "left": "Left", "none": "nothing yet"},
    "zh": {"score": "评分", "channel": "渠道", "stage": "阶段", "left": "留下", "none": "暂无"},
}


def notice_of(told: Told, config: NoticeConfig) -> Notice:
    """With contact details only where the integration says so; else which kinds of them there are."""
    at = datetime.now(UTC)
    if told.event == READY:
        return report_notice(told.event_id, told.event, told.data, config.language)
    if told.person is None:
        return Notice(told.event_id, told.event, *_TEST, at)
    lead, words = told.data["lead"], _WORDS[config.language]
    contact: dict[str, str] = lead["contact"]
    comma = "、" if config.language == "zh" else ", "
    left = [f"{kind} {value}" if config.details else kind for kind, value in contact.items()]
    lines = [
        f"{words['score']}: {lead['score']}",
        f"{words['channel']}: {lead['channel'] or '-'}",
        f"{words['stage']}: {lead['stage']}",
        f"{words['left']}: {comma.join(left) or words['none']}",
    ]
    title = _TITLES.get(told.event, _TITLES["lead.updated"])[config.language]
    return Notice(told.event_id, told.event, title, "\n".join(lines), at)
