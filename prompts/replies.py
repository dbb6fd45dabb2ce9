"""The fixed replies: what the agent says without a model, in each language that has a file."""

import logging
import re
from dataclasses import dataclass
from pathlib import Path

import yaml

from prompts import PromptError, digest_of, fill_in, find_file, read, variables_of

logger = logging.getLogger(__name__)

LANGUAGES = ("en", "zh")
FALLBACK = "en"
_SENTENCE = re.compile(r"\S[^.!?。！？：]*[.!?。！？：]?")


@dataclass(frozen=True, slots=True)
class Replies:
    """Texts by language and key. Every language has the same keys with the same variables."""

    texts: dict[str, dict[str, str]]
    digest: str

    def say(self, language: str, key: str, **values: str) -> str:
        """The text in the customer's language, English where that has no file."""
        texts = self.texts.get(language, self.texts[FALLBACK])
        if key not in texts:
            raise PromptError(f"there is no reply named {key}")
        return fill_in(texts[key], values, key) if values or "{{" in texts[key] else texts[key]

    def contains(self, sentence: str) -> bool:
        """Whether this is one of the agent's own fixed sentences, which need no source."""
        return any(sentence in _SENTENCE.findall(own) for texts in self.texts.values() for own in texts.values())


def load_replies(folder: Path | None = None) -> Replies:
    """All languages; raises `PromptError` where a key or a variable stands in one and not in another.

    What an installation's own file lacks (one written for an earlier version) is said as shipped, with a warning.
    """
    paths = {language: find_file(f"replies.{language}.yaml", folder) for language in LANGUAGES}
    raw = {language: read(path) for language, path in paths.items()}
    own_texts = {language: _parse(text, paths[language]) for language, text in raw.items()}
    lent = {language: _lacking(own, paths[language]) for language, own in own_texts.items()}
    texts = {language: lent[language] | own for language, own in own_texts.items()}
    expected = {key: variables_of(text) for key, text in texts[FALLBACK].items()}
    for language, own in texts.items():
        if (found := {key: variables_of(text) for key, text in own.items()}) != expected:
            differing = sorted(key for key in expected.keys() | found.keys() if expected.get(key) != found.get(key))
            raise PromptError(f"replies.{language}.yaml and replies.{FALLBACK}.yaml differ in {differing}")
    return Replies(texts, digest_of(*raw.values(), *(text for own in lent.values() for text in own.values())))


def _lacking(own: dict[str, str], path: Path) -> dict[str, str]:
    """The texts shipped for the keys that an installation's own file has not."""
    shipped = find_file(path.name)
    if path == shipped:
        return {}
    lent = {key: text for key, text in _parse(read(shipped), shipped).items() if key not in own}
    if lent:
        logger.warning("%s lacks %s: the words shipped are said", path, ", ".join(sorted(lent)))
    return lent


def _parse(text: str, path: Path) -> dict[str, str]:
    try:
        content = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise PromptError(f"{path} is not YAML; turnwise prompt lint shows where") from error
    if not isinstance(content, dict) or not all(isinstance(value, str) for value in content.values()):
        raise PromptError(f"{path} must map names to texts")
    return {str(key): value.strip("\n") for key, value in content.items()}
