"""The words that Turnwise says and the words that it instructs models with, as files whose variables are checked.

A prompt is a Markdown file with front matter (`version`, `inputs`); `replies.<language>.yaml` holds the fixed replies.
A file of the same name in the folder of `TURNWISE_PROMPTS` takes the place of the one shipped here.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

_VARIABLE = re.compile(r"\{\{\s*([a-z_]+)\s*\}\}")
_HERE = Path(__file__).parent


class PromptError(ValueError):
    """A prompt file is missing or malformed, or is filled in with the wrong variables."""


def variables_of(text: str) -> frozenset[str]:
    """The names that stand as `{{ name }}` in the text."""
    return frozenset(_VARIABLE.findall(text))


def fill_in(text: str, values: Mapping[str, str], where: str) -> str:
    """The text with every `{{ name }}` replaced; missing or extra values raise `PromptError`."""
    expected = variables_of(text)
    if expected != values.keys():
        missing, extra = sorted(expected - values.keys()), sorted(values.keys() - expected)
        raise PromptError(f"{where}: missing variables {missing}, unknown variables {extra}")
    return _VARIABLE.sub(lambda match: values[match[1]], text)


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt as loaded. `digest` changes with every change of the file: it is the prompt's version on a turn."""

    name: str
    version: str
    inputs: frozenset[str]
    body: str
    digest: str

    def render(self, **values: str) -> str:
        """The body with its variables filled in; missing or extra ones raise `PromptError`."""
        return fill_in(self.body, values, self.name)


def find_file(name: str, folder: Path | None = None) -> Path:
    """The installation's own file where there is one, else the one shipped."""
    own = folder / name if folder else None
    path = own if own is not None and own.is_file() else _HERE / name
    if not path.is_file():
        raise PromptError(f"there is no file {name} among the prompts")
    return path


def load_prompt(name: str, folder: Path | None = None) -> Prompt:
    """The prompt in `<name>.md`; raises `PromptError` where front matter and body do not agree."""
    text = find_file(f"{name}.md", folder).read_text(encoding="utf-8")
    match = re.fullmatch(r"---\n(.*?)\n---\n(.*)", text, re.DOTALL)
    if match is None:
        raise PromptError(f"{name}.md needs front matter between two lines of three dashes")
    head, body = yaml.safe_load(match[1]), match[2].strip()
    if not isinstance(head, dict) or head.keys() != {"version", "inputs"}:
        raise PromptError(f"{name}.md: the front matter needs version and inputs, and nothing else")
    inputs = frozenset(head["inputs"] or ())
    if inputs != variables_of(body):
        raise PromptError(f"{name}.md declares {sorted(inputs)} and uses {sorted(variables_of(body))}")
    digest = hashlib.sha256(text.encode()).hexdigest()[:12]
    return Prompt(name, str(head["version"]), inputs, body, digest)
