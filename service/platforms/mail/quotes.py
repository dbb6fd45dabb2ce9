"""What somebody wrote anew in a mail: without what they answer to, and without a signature.

A cut that is too small leaves old text in a message; one that is too large loses words of a customer. So only what mail
programs write themselves is taken for a border, and a text of which nothing would be left stays whole.
"""

import re

_ATTRIBUTION = re.compile(
    r"(On\b.+\bwrote\s*[:：]"  # Gmail, Apple Mail, Thunderbird
    r"|在\s?.+写道\s*[:：]"  # Apple Mail, Foxmail
    r"|.+于\s?.+写道\s*[:：]"  # Gmail
    r"|\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日.*写道\s*[:：])"
)
_TOLD = re.compile(r"[\d@]")
_LONGEST_ATTRIBUTION = 400
_SEPARATOR = re.compile(
    r"(-{2,}\s*(Original Message|Original|原始邮件|原邮件|回复的原邮件)\s*-{2,}"  # Outlook, QQ, NetEase
    r"|At \d{4}-\d{2}-\d{2} [\d:]+, .+ wrote\s*[:：])",  # NetEase
    re.IGNORECASE,
)
_FROM = re.compile(r"\*?(From|发件人)\s*[:：]\*?")
_SENT = re.compile(r"\*?(Sent|Date|发送时间|日期|时间)\s*[:：]\*?")
_LINE = re.compile(r"_{10,}|-{20,}")
_DEVICE = re.compile(
    r"(Sent from (my |Outlook|Yahoo|Mail for )|Get Outlook for |发自我的|从我的.{1,20}发送|发送自 ?(Windows|我的))"
    r".{0,80}"
)


def written_anew(text: str) -> str:
    """The text above what is quoted and below it, where the writer answered there; all of it where none is left."""
    whole = text.replace("\r\n", "\n").strip()
    kept = _without_quotes(whole.split("\n"))
    return _without_signature(kept) or whole


def _without_quotes(lines: list[str]) -> list[str]:
    kept: list[str] = []
    at = 0
    while at < len(lines):
        line = lines[at].strip()
        if _SEPARATOR.fullmatch(line) or _heads_a_mail(lines, at):
            break
        if length := _attribution(lines, at):
            at += length
            if not _next_said(lines, at).startswith(">"):
                break  # quoted as it is: where it ends cannot be told
            continue
        if not line.startswith(">"):
            kept.append(lines[at].rstrip())
        at += 1
    while kept and (not kept[-1].strip() or _LINE.fullmatch(kept[-1].strip())):
        kept.pop()
    return kept


def _attribution(lines: list[str], at: int) -> int:
    """How many lines "On ... wrote:" takes at this place, 0 where it does not stand there: programs break it.

    Where nothing marks what follows as quoted, a person may have written it, unless it tells a time or an address.
    """
    for count in (1, 2, 3):
        said = [line.strip() for line in lines[at : at + count]]
        whole = " ".join(said)
        if not all(said) or len(whole) > _LONGEST_ATTRIBUTION or not _ATTRIBUTION.fullmatch(whole):
            continue
        if any(_ATTRIBUTION.fullmatch(" ".join(said[start:])) for start in range(1, count)):
            return 0  # it begins further down
        marked = _next_said(lines, at + count).startswith(">")
        return count if marked or _TOLD.search(whole) else 0
    return 0


def _heads_a_mail(lines: list[str], at: int) -> bool:
    """Outlook's "From: ... Sent: ..." above the mail that is answered."""
    return bool(_FROM.match(lines[at].strip()) and any(_SENT.match(line.strip()) for line in lines[at + 1 : at + 4]))


def _next_said(lines: list[str], at: int) -> str:
    return next((line.strip() for line in lines[at:] if line.strip()), "")


def _without_signature(lines: list[str]) -> str:
    """Up to "-- " (RFC 3676, 4.3), and without a telephone's own last line."""
    for at, line in enumerate(lines):
        if line.strip() == "--":
            lines = lines[:at]
            break
    while lines and (not lines[-1].strip() or _DEVICE.fullmatch(lines[-1].strip())):
        lines = lines[:-1]
    return "\n".join(lines).strip()
