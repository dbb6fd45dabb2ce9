"""The sentence of a finding, in English and Chinese."""

from typing import Literal

from knowledge.health.findings import Finding

MESSAGES: dict[str, tuple[str, str]] = {
    "contradiction": (
        "{document} says {value} and {other} says {other_value} about the same. Correct one of them.",
        "对同一件事，{document} 写的是“{value}”，{other} 写的是“{other_value}”，请改正其中一处。",
    ),
    "contradiction.same_document": (
        "{document} says both {value} and {other_value} about the same.",
        "{document} 对同一件事前后写了“{value}”和“{other_value}”。",
    ),
    "duplicate.exact": (
        "The same passage stands in {count} places: {documents}.",
        "同一段内容出现在 {count} 处：{documents}。",
    ),
    "duplicate.near": (
        "Nearly the same passage stands in {count} places: {documents}.",
        "几乎相同的内容出现在 {count} 处：{documents}。",
    ),
    "duplicate.numbers": (
        "{count} passages are alike but for their numbers: {documents}. Check which of them is right.",
        "{count} 段内容只有数字不同：{documents}，请核对以哪一处为准。",
    ),
    "stale.untouched": ("{document} has not been touched for {days} days.", "{document} 已经 {days} 天没有更新。"),
    "stale.year_in_title": ("{document} is about {year}.", "{document} 的标题仍是 {year} 年。"),
    "stale.date_past": ("{document} speaks of a validity that ended: {date}.", "{document} 提到的有效期已过：{date}。"),
    "stale.validity_over": ("{document} was valid until {date} only.", "{document} 的有效期已于 {date} 结束。"),
    "expiring": (
        "{document} is valid for {days} more days, until {date}.",
        "{document} 还有 {days} 天到期（{date}）。",
    ),
    "never_used": (
        "No answer has cited {document} in {days} days ({chunks} passages).",
        "{days} 天内没有任何回答引用过 {document}（共 {chunks} 段）。",
    ),
    "too_long.section": (
        "“{section}” in {document} runs over {chunks} passages without a heading. Divide it.",
        "{document} 的“{section}”连续 {chunks} 段没有小标题，请拆分。",
    ),
    "too_long.passage": (
        "A passage of {document} has {words} words without a border to cut it at.",
        "{document} 有一段约 {words} 词的内容无处可切分。",
    ),
    "empty.heading": ("“{text}” in {document} is a heading without a text.", "{document} 的标题“{text}”下没有内容。"),
    "empty.unanswered": ("“{text}” in {document} has no answer.", "{document} 的问题“{text}”没有答案。"),
    "empty.short": (
        "A passage of {document} holds hardly a word: “{text}”.",
        "{document} 有一段几乎没有内容：“{text}”。",
    ),
    "coverage": ("{share:.0%} of {questions} questions were covered.", "{questions} 个问题中有 {share:.0%} 能够回答。"),
    "uncovered": ("Asked {count} times and not covered: “{example}”", "被问 {count} 次但没有答案：“{example}”"),
}


def summary(finding: Finding, language: Literal["en", "zh"] = "en") -> str:
    """One sentence that says what was found and, where that is not plain, what to do."""
    return MESSAGES[finding.message][language == "zh"].format(**finding.values)
