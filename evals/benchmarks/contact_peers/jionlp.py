"""JioNLP's extractors of e-mail addresses, phone numbers and QQ, rules for Chinese texts."""

import contextlib
import io
from collections.abc import Callable, Sequence

from graphs.turn import Contact

NAME = "JioNLP"
PACKAGES = ("jionlp",)
TYPES = ("phone", "email", "qq")


def reader() -> Callable[[str], Sequence[Contact]]:
    """Its three extractors with their defaults."""
    with contextlib.redirect_stdout(io.StringIO()):  # it greets on stdout, where our figures go
        import jionlp

    def read(text: str) -> list[Contact]:
        found = []
        for kind, extract in (
            ("phone", jionlp.extract_phone_number),
            ("email", jionlp.extract_email),
            ("qq", jionlp.extract_qq),
        ):
            found += [Contact(kind, raw, raw) for raw in extract(text)]
        return found

    return read
