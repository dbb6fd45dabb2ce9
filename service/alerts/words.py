"""What people are told of an alert, in English or Chinese: names no customer and quotes nobody."""

from collections.abc import Mapping

from evals.alerts.document import Language, ShiftRule, WatchedRule
from evals.alerts.look import Look
from evals.alerts.shift import Shift
from service.storage.alerts.alerts import AlertRow
from service.storage.alerts.deliveries import Event

_SEVERITIES_ZH = {"info": "提示", "minor": "一般", "major": "重要", "critical": "紧急"}
_RATES_ZH: Mapping[str, str] = {
    "first_response": "首次响应时间",
    "operator_first_response": "人工首次响应时间",
    "response": "响应时间",
    "grading_lag": "评分延迟",
    "cost": "模型成本",
    "csat": "满意度评分",
    "complaint": "投诉率",
    "transfer": "转人工率",
    "lead_capture": "留资率",
    "script_compliance": "话术规范符合率",
    "rule_violations": "质检违规率",
    "agreement": "与人工复核的一致率",
}


def title_of(alert: AlertRow, event: Event, language: Language) -> str:
    """One line that says how bad it is and what."""
    if language == "zh":
        severity = _SEVERITIES_ZH.get(alert.severity, alert.severity)
        mark = {"fired": severity, "cleared": "已恢复", "escalated": f"{severity}，无人处理"}[event]
        return f"【{mark}】{alert.title}"
    mark = {"fired": alert.severity, "cleared": "cleared", "escalated": f"{alert.severity}, nobody has seen to it"}[
        event
    ]
    return f"[{mark}] {alert.title}"


def text_of(alert: AlertRow, language: Language) -> str:
    """What was found, where, and the id by which it is acknowledged."""
    conversation, identity = ("会话", "告警") if language == "zh" else ("Conversation", "Alert")
    where = f"\n{conversation} {alert.conversation_id}" if alert.conversation_id else ""
    return f"{alert.reason}{where}\n{identity} {alert.id}"


def reason_of(rule: WatchedRule, found: Look, shift: Shift | None, language: Language) -> str:
    """What was found, in figures."""
    if isinstance(rule, ShiftRule):
        return _shift(rule, found, shift, language)
    name = f"{rule.rate} of {rule.grader}" if rule.grader else rule.rate
    if language == "en":
        watched = f"{name} over {rule.over:g}, share" if rule.over is not None else name
        return f"{watched}: {found.value:.4g}, limit {found.limit:.4g}, n {found.n}"
    name = _RATES_ZH.get(rule.rate, f"{rule.rate} 评分") + (f"（{rule.grader}）" if rule.grader else "")
    watched = f"{name}超过 {rule.over:g} 的占比" if rule.over is not None else name
    return f"{watched}：{found.value:.4g}，限值 {found.limit:.4g}，样本数 {found.n}"


def _shift(rule: ShiftRule, found: Look, shift: Shift | None, language: Language) -> str:
    label, before = (shift.label, shift.before) if shift else (None, None)
    if language == "en":
        return f"{rule.grader} says {label} in {found.value:.1%} of turns, before in {before:.1%}, n {found.n}"
    return f"评分器 {rule.grader} 给出 {label} 的占比为 {found.value:.1%}，此前为 {before:.1%}，样本数 {found.n}"
