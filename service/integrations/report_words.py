"""How rates, cuts and figures are called where colleagues read a report outside the console, in both languages."""

from typing import Literal

Language = Literal["en", "zh"]
Pair = tuple[str, str]

_NAMES: dict[str, Pair] = {
    "started": ("Chats opened", "打开聊天"),
    "opened": ("Conversations", "会话数"),
    "closed": ("Closed", "已关闭"),
    "opening": ("Opening rate", "开口率"),
    "resolution.assumed": ("Resolved, assumed", "推定解决"),
    "resolution.confirmed": ("Resolved, confirmed", "确认解决"),
    "resolution.durable": ("Resolved, durable", "持久解决"),
    "fcr": ("First-contact resolution", "首次解决率"),
    "transfer": ("Transfer rate", "转人工率"),
    "lead_capture": ("Lead-capture rate", "留资率"),
    "compliant_capture": ("Compliant capture", "留资合规率"),
    "complaint": ("Complaint rate", "投诉率"),
    "script_compliance": ("Script compliance", "话术规范符合度"),
    "sensitive_compliance": ("Sensitive data kept", "敏感信息合规率"),
    "warning.precision": ("Warnings that came true", "预警准确率"),
    "warning.recall": ("Escalations warned of", "预警召回率"),
    "knowledge_coverage": ("Knowledge coverage", "知识覆盖率"),
    "csat.mean": ("Customer satisfaction", "顾客满意度"),
    "csat.satisfied": ("Rated 4 or 5", "4 分及以上"),
    "csat.response": ("Customers who rated", "评价率"),
    "frt": ("First response", "首次响应时间"),
    "response": ("Response", "响应时间"),
    "operator_frt": ("Operators' first response", "人工首次响应"),
    "operator_response": ("Operators' response", "人工响应时间"),
    "aht": ("Handling time", "处理时长"),
    "concurrency": ("Open at a time", "同时进行的会话"),
    "operator_concurrency": ("At a time with one operator", "单个客服并发"),
    "operators_online": ("Operators online", "在线客服"),
    "conversation_cost.mean": ("Cost of a conversation", "单次会话成本"),
    "cost.mean": ("Models per conversation", "单次会话模型成本"),
    "lead_cost.mean": ("Cost of a lead", "单条线索成本"),
    "grading_coverage": ("Turns graded", "已评分轮次"),
    "grading_lag": ("Grading lag", "评分延迟"),
}
_PARTS: dict[str, Pair] = {
    "agent_alone": ("agent alone", "智能体独立"),
    "with_operator": ("with an operator", "有人工参与"),
    "p50_s": ("median", "中位数"),
    "p90_s": ("90 % within", "90 % 不超过"),
    "mean_s": ("mean", "平均"),
    "mean": ("mean", "平均"),
    "max": ("highest", "最高"),
    "customer_request": ("asked for a person", "顾客要求人工"),
    "negative_sentiment": ("customer is upset", "情绪不满"),
    "repeated_failure": ("repeated failure", "多次未解决"),
    "low_confidence": ("unsure answer", "答案不确定"),
    "failed_check": ("failed check", "检查未通过"),
    "safety": ("safety", "安全"),
    "policy": ("always a person", "始终转人工"),
}
_CUTS: dict[str, Pair] = {
    "channel": ("Channel", "渠道"),
    "account": ("Account", "账号"),
    "language": ("Language", "语言"),
    "operator_group": ("Operator group", "客服组"),
    "model": ("Model", "模型"),
    "prompt_version": ("Prompts", "提示词版本"),
    "knowledge_version": ("Knowledge", "知识版本"),
    "day": ("Day", "日"),
    "week": ("Week", "周"),
    "month": ("Month", "月"),
}
_UNITS: dict[str, Pair] = {"h": ("h", "小时"), "min": ("min", "分"), "s": ("s", "秒")}
_COUNTS = ("started", "opened", "closed")


def rate_name(place: str, language: Language) -> str:
    """What stands at that place, such as `transfer`, `frt.p90_s`, `fcr.agent_alone`."""
    if place in _NAMES:
        return _said(_NAMES[place], language)
    whole, _, part = place.rpartition(".")
    known = _NAMES.get(whole.removesuffix(".by_reason"))
    if known is None or part not in _PARTS:
        return place
    said = _said(_PARTS[part], language)
    return f"{known[1]}（{said}）" if language == "zh" else f"{known[0]}, {said}"


def cut_name(cut: str, language: Language) -> str:
    """What the rates are cut by."""
    return _said(_CUTS[cut], language) if cut in _CUTS else cut


def is_count(place: str) -> bool:
    """Whether the number is itself what it rests on."""
    return place in _COUNTS


def written(place: str, value: float, currency: str, language: Language) -> str:
    """With its unit: a share as per cent, a time in hours, minutes or seconds, money with the currency."""
    if is_count(place):
        return f"{value:,.0f}"
    if place.endswith("_s"):
        return _time(value, language)
    if place.endswith("cost.mean"):
        return f"{value:.4g} {currency}"
    if place.endswith((".max", ".mean")):
        return f"{value:.2f}".rstrip("0").rstrip(".")
    return f"{value:.1%}"


def _time(value_s: float, language: Language) -> str:
    if value_s < 59.95:
        return f"{value_s:.1f} {_said(_UNITS['s'], language)}"
    minutes, seconds = divmod(round(value_s), 60)
    hours, minutes = divmod(minutes, 60)
    parts = ((hours, "h"), (minutes, "min")) if hours else ((minutes, "min"), (seconds, "s"))
    return " ".join(f"{count} {_said(_UNITS[unit], language)}" for count, unit in parts)


def _said(pair: Pair, language: Language) -> str:
    return pair[language == "zh"]
