"""Do two texts contradict each other: other amounts for the same, yes against no, opposites? By words alone.

Better silent than noisy: where a name or a word on each side sets two statements apart, they are about different
things.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from evals.opposites import opposed
from knowledge.denial import turns_round
from knowledge.health.statements import Statement, statement_of
from knowledge.health.wording import asked_about, content, is_han, likeness, names, yes_or_no
from knowledge.sentences import split
from knowledge.values import Value, disagreeing
from knowledge.words import fold

CLASH = 0.5
"""The strength from which two statements count as contradicting each other."""
_SAME_SUBJECT, _SAME_WORDS, _SAME_QUESTION = 0.5, 0.75, 0.6
_FEW_WORDS = 2
_MAYBE = 0.3
_NO_DENIAL = re.compile(
    r"\bn(?:o|ot) (?:more|less|later|fewer|earlier) than\b|\bnot (?:only|just)\b|\bno (?:problem|doubt)\b"
    r"|不(?:过|仅|但|管|论|同|断|少|止|得不|超过|低于|多于|少于|晚于|久|客气)|无论|未来|没准|非常|除非|是不是|有没有|能不能"
)
_DENIAL = re.compile(r"\b(?:not|no|never|cannot|none|neither|unable|without)\b|n['’]t\b|不|没|無|无|未|非|勿|禁止|拒绝")


@dataclass(frozen=True, slots=True)
class Clash:
    """Two sentences that do not go together; `strength` in [0, 1] grows with how surely they are about the same."""

    strength: float
    ours: str
    theirs: str
    how: str


def clash(reply: str, told: str, question: str = "") -> Clash | None:
    """The strongest contradiction between a sentence of a reply and one of a text; None where there is none.

    A sentence too short to say what it is about is read with the question that it answers.
    """
    others = [sentence for sentence in split(told) if not sentence.rstrip().endswith(("?", "？"))]
    found: list[Clash] = []
    for sentence in split(reply):
        if sentence.rstrip().endswith(("?", "？")):
            continue
        ours = _with_subject(_statement(sentence), question)
        # Amounts are read only where the words may be about the same: that is what takes long.
        near = [_statement(other) for other in others if likeness(ours.about, content(other)) >= _MAYBE]
        if (one := _against(ours, near)) is not None:
            found.append(one)
    return max(found, key=lambda one: one.strength, default=None)


def turned(question: str, reply: str, before: Iterable[tuple[str, str]]) -> Clash | None:
    """Yes where an earlier reply to the same question said no, or the other way; `before` has (question, reply)."""
    answer, asked = yes_or_no(reply), asked_about(question)
    if not answer or not asked:
        return None
    for earlier, replied in before:
        alike = likeness(asked, asked_about(earlier))
        other = yes_or_no(replied)
        if other and other != answer and alike >= _SAME_QUESTION and not _apart(names(question), names(earlier)):
            return Clash(alike, reply, replied, f"{answer} against {other}")
    return None


@lru_cache(maxsize=2048)
def _statement(sentence: str) -> Statement:
    return replace(statement_of(sentence), denies=_denies(sentence))


def _denies(sentence: str) -> bool:
    """Whether a sentence denies; what is denied twice is not."""
    return len(_DENIAL.findall(_NO_DENIAL.sub(" ", fold(sentence)))) % 2 == 1


def _with_subject(said: Statement, question: str) -> Statement:
    if sum(0.5 if is_han(word) else 1.0 for word in said.about) >= _FEW_WORDS:
        return said
    return replace(said, about=said.about | asked_about(question))


def _against(ours: Statement, theirs: Sequence[Statement]) -> Clash | None:
    near = [(likeness(ours.about, one.about), one) for one in theirs if not _apart(ours.names, one.names)]
    near = [(alike, one) for alike, one in near if alike >= _SAME_SUBJECT]
    found: list[Clash] = []
    # A passage that states the amount somewhere for the same subject is not contradicted by its other amounts.
    agreed = {value.kind for _, one in near for value in ours.values if _meets(value, one.values)}
    for alike, one in near:
        if one.text.strip() == ours.text.strip():
            return None
        if how := _how(ours, one, agreed, alike):
            found.append(Clash(max(CLASH, alike), ours.text, one.text, how))
    return max(found, key=lambda one: one.strength, default=None)


def _how(ours: Statement, other: Statement, agreed: set[str], alike: float) -> str:
    """In what two statements about the same subject differ; empty where they go together."""
    both_differ = bool(ours.about - other.about and other.about - ours.about)
    if not both_differ or alike >= _SAME_WORDS:
        for values in disagreeing(ours.values, other.values):
            kind = values[0].kind
            if kind != "number" and kind not in agreed:
                return " against ".join(dict.fromkeys(value.text for value in values))
        if _free_against_price(ours, other):
            return "free against a price"
    if ours.denies != other.denies:
        return ("no against yes" if ours.denies else "yes against no") if alike >= _SAME_WORDS else ""
    return _opposite(ours, other)


def _opposite(ours: Statement, other: Statement) -> str:
    """Opposite words where nothing else sets the two statements apart."""
    ours_alone, others_alone = ours.about - other.about, other.about - ours.about
    pair = opposed(ours.text, other.text)
    if pair and ours_alone | others_alone <= set("".join(pair)):
        return " against ".join(pair)
    if len(ours_alone) == len(others_alone) == 1 and turns_round(ours.text, other.text):
        return " against ".join((*ours_alone, *others_alone))
    return ""


def _free_against_price(ours: Statement, other: Statement) -> bool:
    return any(
        free.free and not priced.free and any(value.kind.startswith("money") for value in priced.values)
        for free, priced in ((ours, other), (other, ours))
    )


def _meets(value: Value, others: Iterable[Value]) -> bool:
    return any(other.covers(value) or value.covers(other) for other in others)


def _apart(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether each names something that the other does not: two products, two countries."""
    return bool(one - other and other - one)
