"""Where a reply belongs: the mail that it answers, those before it, and their subject (RFC 5322, 3.6.4)."""

import re
from dataclasses import dataclass
from email.message import EmailMessage

_ID = re.compile(r"<[\x21-\x3b\x3d\x3f-\x7e]{3,150}>")
_ANSWER = re.compile(r"((re|aw|sv|fw|fwd|回复|回覆|答复|答覆|转发)\s*(\[\d+\])?\s*[:：]\s*)+", re.IGNORECASE)
_LONGEST = 400
_LONGEST_SUBJECT = 90


@dataclass(frozen=True, slots=True)
class Thread:
    """`subject` without "Re:"; `references` oldest first, the mail to be answered last."""

    subject: str = ""
    references: tuple[str, ...] = ()

    @classmethod
    def of(cls, mail: EmailMessage) -> "Thread":
        """Where a reply to this mail belongs."""
        subject = _ANSWER.sub("", " ".join(str(mail["Subject"] or "").split()), count=1)
        own = _ID.findall(str(mail["Message-ID"] or ""))[:1]
        return cls(_printable(subject)[:_LONGEST_SUBJECT], tuple(dict.fromkeys([*references_of(mail), *own])))

    @classmethod
    def read(cls, written: str | None) -> "Thread":
        """What `written` gave; of anything else what can be used."""
        subject, *references = (written or "").split("\n")
        known = tuple(one for one in references if _ID.fullmatch(one))
        return cls(_printable(subject), known) if references or not written else cls()

    def written(self) -> str:
        """In at most 400 characters: what does not fit is left out from the middle, as RFC 5322 allows."""
        first, rest = self.references[:1], list(self.references[1:])
        while rest and len("\n".join([self.subject, *first, *rest])) > _LONGEST:
            if len(rest) == 1:
                first = ()
                break
            rest.pop(0)
        return "\n".join([self.subject, *first, *rest])


def references_of(mail: EmailMessage) -> list[str]:
    """The mails before it; what In-Reply-To names where there are no References."""
    return _ID.findall(str(mail["References"] or "")) or _ID.findall(str(mail["In-Reply-To"] or ""))[:1]


def is_answer(mail: EmailMessage) -> bool:
    """Does it answer another mail?"""
    return bool(references_of(mail))


def _printable(text: str) -> str:
    return "".join(char for char in text if char.isprintable())
