"""What the customer wants, from a configurable list: phrases and examples as data, "other" where nothing fits."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import yaml

from graphs.intent_document import PUNCTUATION, IntentEntry, IntentList, valid_intents, words_of
from graphs.intent_heads import Example
from graphs.phrases import PhraseBook, units

OTHER = "other"


@dataclass(frozen=True)
class Intents:
    """The list, ready to recognise. Order matters: of two that fit equally the first is taken."""

    entries: tuple[IntentEntry, ...]

    @cached_property
    def _phrases(self) -> PhraseBook[str]:
        return PhraseBook({phrase: entry.name for entry in reversed(self.entries) for phrase in entry.phrases})

    @cached_property
    def _examples(self) -> dict[str, str]:
        return {words_of(text): entry.name for entry in reversed(self.entries) for text in entry.texts}

    @cached_property
    def _social(self) -> frozenset[str]:
        return frozenset(entry.name for entry in self.entries if entry.social)

    @cached_property
    def examples(self) -> tuple[Example, ...]:
        """All examples, to learn from; those of social intents are known by their words."""
        return tuple(Example(text, one.name) for one in self.entries if not one.social for text in one.texts)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """All that `recognise` may give."""
        return *(entry.name for entry in self.entries), OTHER

    @cached_property
    def described(self) -> tuple[str, ...]:
        """All names, with the description where there is one: for models."""
        told = (f"{one.name} ({one.description})" if one.description else one.name for one in self.entries)
        return *told, OTHER

    def of_example(self, text: str) -> str | None:
        """The intent of which this is an example, word for word."""
        return self._examples.get(words_of(text))

    def recognise(self, text: str) -> str:
        """The intent whose phrases cover most of the message; an example written word for word decides at once."""
        parts = units(text)
        if exact := self.of_example(text):
            return exact
        matches = self._phrases.find(parts)
        covered: Counter[str] = Counter()
        for match in matches:
            covered[match.value] += match.end - match.start
        serious = [name for name in covered if name not in self._social]
        if serious:
            return min(serious, key=lambda name: (-covered[name], self.names.index(name)))
        words = sum(part not in PUNCTUATION and not _is_emoji(part) for part in parts)
        spoken = sum(part not in PUNCTUATION for match in matches for part in parts[match.start : match.end])
        if covered and words - spoken <= 1:
            # "hi, thanks, bye": the last word said is what one replies to.
            return matches[-1].value
        return OTHER


def _is_emoji(part: str) -> bool:
    return len(part) == 1 and ord(part) > 0x2600 and not "\u3400" <= part <= "\u9fff"


def load_intents(path: Path | None = None) -> IntentList:
    """The installation's own list, else the one shipped; raises `pydantic.ValidationError` for a malformed file."""
    text = (path or Path(__file__).with_name("intents.yaml")).read_text(encoding="utf-8")
    return valid_intents({"intents": yaml.safe_load(text)})
