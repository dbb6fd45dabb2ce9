"""Who wrote a mail, whether that is proven, and whether it was a person at all.

Nothing that a program sent by itself may be answered, or two programs answer each other for ever: RFC 3834 (automatic
responses), RFC 2919 (List-Id), RFC 3462 (reports), and what mail programs do beside them.
"""

from dataclasses import dataclass
from email.message import EmailMessage

_NOBODY = ("mailer-daemon", "postmaster", "noreply", "no-reply", "no_reply", "donotreply", "do-not-reply", "bounce")
_BULK = ("bulk", "junk", "list", "auto_reply", "auto-reply")
_MACHINES = ("List-Id", "List-Unsubscribe", "X-Autoreply", "X-Autorespond", "X-Autoresponder", "X-Failed-Recipients")
_UNWANTED = ("all", "oof", "autoreply")
LONGEST_ADDRESS = 254


@dataclass(frozen=True, slots=True)
class Sender:
    """`address` in lower case; `alone` where the mail names one sender only, as DMARC asks for."""

    address: str
    name: str | None
    alone: bool


def sender_of(mail: EmailMessage) -> Sender | None:
    """The first address of From, None where there is none that could be answered."""
    headers = mail.get_all("From", [])
    found = [address for header in headers for address in getattr(header, "addresses", ()) if address.domain]
    if not found or len(found[0].addr_spec) > LONGEST_ADDRESS:
        return None
    return Sender(found[0].addr_spec.lower(), found[0].display_name.strip() or None, len(headers) == len(found) == 1)


def is_automatic(mail: EmailMessage, sender: Sender, own: frozenset[str]) -> bool:
    """Was it sent by a program, a list or ourselves (`own` addresses)? Then it is no message."""
    local = sender.address.partition("@")[0]
    return (
        sender.address in own
        or local.startswith(_NOBODY)
        or _said(mail, "Auto-Submitted").partition(";")[0].strip() not in ("", "no")
        or _said(mail, "Precedence") in _BULK
        or any(name in mail for name in _MACHINES)
        or any(word.strip() in _UNWANTED for word in _said(mail, "X-Auto-Response-Suppress").split(","))
        or "".join(_said(mail, "Return-Path").split()) == "<>"
        or mail.get_content_type() in ("multipart/report", "message/delivery-status")
    )


def is_proven(mail: EmailMessage, sender: Sender, authserv_id: str) -> bool:
    """Does the receiving server say that DMARC holds for the address? RFC 8601, 7489.

    Only its topmost Authentication-Results counts: a server writes above what it received. What the sender put into
    quotes or comments is no result.
    """
    if not authserv_id or not sender.alone:
        return False
    for header in mail.get_all("Authentication-Results", []):
        server, *results = [part.split() for part in _bare(str(header)).split(";")]
        if not server or server[0].lower() != authserv_id.lower():
            continue
        found = [result for result in results if result and result[0].lower().startswith("dmarc=")]
        return len(found) == 1 and _passes([word.lower() for word in found[0]], sender.address.rpartition("@")[2])
    return False


def _passes(result: list[str], domain: str) -> bool:
    of = [word.partition("=")[2] for word in result if word.startswith("header.from=")]
    return result[0] == "dmarc=pass" and of in ([], [domain])


def _bare(value: str) -> str:
    """A structured header without comments and quoted strings; nothing of one that does not end them."""
    bare, depth, quoted, escaped = [], 0, False, False
    for char in value:
        if escaped:
            escaped = False
        elif char == "\\" and (quoted or depth):
            escaped = True
        elif char == '"' and not depth:
            quoted = not quoted
        elif not quoted and char in "()":
            depth += 1 if char == "(" else -1
        elif not quoted and not depth:
            bare.append(char)
    return "" if quoted or depth or escaped else "".join(bare)


def _said(mail: EmailMessage, name: str) -> str:
    return str(mail.get(name, "")).strip().lower()
