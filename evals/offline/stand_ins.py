"""Contact details in a text replaced by made-up ones of the same kind, so that a replay finds a lead where one was.

The addresses and numbers belong to nobody: example domains (RFC 2606), 555-01xx in America, and a Chinese mobile number
that only examples use.
"""

from collections.abc import Sequence

from graphs.contact import DEFAULT_REGIONS, find_details

_OF_KIND = {
    "email": "someone@mail.example",
    "wechat": "wx_standin88",
    "qq": "123454321",
    "telegram": "@someone_standin",
    "whatsapp": "+1 415 555 0134",
    "company": "Example Company",
    "address": "Example Street 1",
}


def with_stand_ins(text: str, regions: Sequence[str] = DEFAULT_REGIONS) -> str:
    """The text with every detail replaced; what has no stand-in becomes its type, as in `graphs.masking`."""
    parts: list[str] = []
    end = 0
    for found in find_details(text, regions):
        parts += (text[end : found.start], _stand_in(found.contact.type, found.contact.value))
        end = found.end
    return "".join((*parts, text[end:]))


def _stand_in(kind: str, value: str) -> str:
    if kind == "phone":
        return "13800000000" if value.startswith("+86") else "+1 415 555 0132"
    return _OF_KIND.get(kind, f"[{kind}]")
