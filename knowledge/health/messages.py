"""The sentence of a finding, in English and Chinese."""

from typing import Literal

from knowledge.health.findings import Finding

# `{count:time/times}` is a number with its noun.
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
        "The same passage stands in {count:place/places}: {documents}.",
        "同一段内容出现在 {count} 处：{documents}。",
    ),
    "duplicate.near": (
        "Nearly the same passage stands in {count:place/places}: {documents}.",
        "几乎相同的内容出现在 {count} 处：{documents}。",
    ),
    "duplicate.numbers": (
        "{count:passage/passages} are alike but for their numbers: {documents}. Check which of them is right.",
        "{count} 段内容只有数字不同：{documents}，请核对以哪一处为准。",
    ),
    "stale.untouched": ("{document} has not been touched for {days:day/days}.", "{document} 已经 {days} 天没有更新。"),
    "stale.year_in_title": ("{document} is about {year}.", "{document} 的标题仍是 {year} 年。"),
    "stale.date_past": ("{document} speaks of a validity that ended: {date}.", "{document} 提到的有效期已过：{date}。"),
    "stale.validity_over": ("{document} was valid until {date} only.", "{document} 的有效期已于 {date} 结束。"),
    "expiring": (
        "{document} is valid for {days:more day/more days}, until {date}.",
        "{document} 还有 {days} 天到期（{date}）。",
    ),
    "never_used": (
        "No answer has cited {document} in {days:day/days} ({chunks:passage/passages}).",
        "{days} 天内没有任何回答引用过 {document}（共 {chunks} 段）。",
    ),
    "too_long.section": (
        "“{section}” in {document} runs over {chunks:passage/passages} without a heading. Divide it.",
        "{document} 的“{section}”连续 {chunks} 段没有小标题，请拆分。",
    ),
    "too_long.passage": (
        "A passage of {document} has {words:word/words} without a border to cut it at.",
        "{document} 有一段约 {words} 词的内容无处可切分。",
    ),
    "empty.heading": ("“{text}” in {document} is a heading without a text.", "{document} 的标题“{text}”下没有内容。"),
    "empty.unanswered": ("“{text}” in {document} has no answer.", "{document} 的问题“{text}”没有答案。"),
    "empty.short": (
        "A passage of {document} holds hardly a word: “{text}”.",
        "{document} 有一段几乎没有内容：“{text}”。",
    ),
    "coverage": (
        "{questions:question/questions} asked, {share:.0%} covered.",
        "{questions} 个问题中有 {share:.0%} 能够回答。",
    ),
    "uncovered": ("Asked {count:time/times} and not covered: “{example}”", "被问 {count} 次但没有答案：“{example}”"),
}


def summary(finding: Finding, language: Literal["en", "zh"] = "en") -> str:
    """One sentence that says what was found and, where that is not plain, what to do."""
    values = {name: _Count(value) if isinstance(value, int) else value for name, value in finding.values.items()}
    return MESSAGES[finding.message][language == "zh"].format(**values)


class _Count(int):
    """A number with its noun: `{days:day/days}` says "1 day" and "2 days"."""

    def __format__(self, spec: str) -> str:
        one, many, *_ = (*spec.split("/"), "")
        return f"{int(self)} {one if self == 1 else many}" if many else super().__format__(spec)
