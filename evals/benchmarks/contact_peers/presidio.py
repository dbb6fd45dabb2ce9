"""Presidio's pattern recognisers, without a language model: phones of its default regions and of China, e-mails."""

import logging
from collections.abc import Callable, Sequence

from graphs.turn import Contact

NAME = "Presidio pattern recognisers"
PACKAGES = ("presidio_analyzer",)
TYPES = ("phone", "email")


def reader() -> Callable[[str], Sequence[Contact]]:
    """Both recognisers with their defaults; China is added to the regions, as our texts are from there too."""
    # It looks for a newer list of domains on the network, and falls back to its own.
    logging.getLogger("tldextract").setLevel(logging.CRITICAL)
    from presidio_analyzer.predefined_recognizers import EmailRecognizer, PhoneRecognizer

    phones = PhoneRecognizer(supported_regions=(*PhoneRecognizer.DEFAULT_SUPPORTED_REGIONS, "CN"))
    emails = EmailRecognizer()

    def read(text: str) -> list[Contact]:
        found = []
        for kind, hits in (
            ("phone", phones.analyze(text, ["PHONE_NUMBER"])),
            ("email", emails.analyze(text, ["EMAIL_ADDRESS"], None)),
        ):
            places = {(hit.start, hit.end) for hit in hits}
            found += [Contact(kind, text[start:end], text[start:end]) for start, end in sorted(places)]
        return found

    return read
