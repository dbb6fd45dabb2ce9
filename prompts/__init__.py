"""The words that Turnwise says and the words that it instructs models with, as files whose variables are checked.

A prompt is a Markdown file with front matter (`version`, `inputs`); `replies.<language>.yaml` holds the fixed replies.
A file of the same name in the folder of `TURNWISE_PROMPTS` takes the place of the one shipped here. What judges are
asked is in `judge/`, here and there.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

SHIPPED = Path(__file__).parent
VARIABLE = re.compile(r"\{\{\s*([a-z_]+)\s*\}\}")
PARTS = re.compile(r"---\n(.*?)\n---\n(.*)", re.DOTALL)
"""Front matter and body of a prompt."""


class PromptError(ValueError):
    """A prompt file is missing or malformed, or is filled in with the wrong variables."""


def variables_of(text: str) -> frozenset[str]:
    """The names that stand as `{{ name }}` in the text."""
    return frozenset(VARIABLE.findall(text))


def digest_of(*texts: str) -> str:
    """What names these very texts on a turn."""
    return hashlib.sha256("".join(texts).encode()).hexdigest()[:12]


def fill_in(text: str, values: Mapping[str, str], where: str) -> str:
    """The text with every `{{ name }}` replaced; missing or extra values raise `PromptError`."""
    expected = variables_of(text)
    if expected != values.keys():
        missing, extra = sorted(expected - values.keys()), sorted(values.keys() - expected)
        raise PromptError(f"{where}: missing variables {missing}, unknown variables {extra}")
    return VARIABLE.sub(lambda match: values[match[1]], text)


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
    """The installation's own file where there is one, else the one shipped; raises `PromptError` without the folder."""
    if folder is not None and not folder.is_dir():
        raise PromptError(f"there is no folder {folder} for your own prompts; make it, or take TURNWISE_PROMPTS away")
    own = folder / name if folder else None
    path = own if own is not None and own.is_file() else SHIPPED / name
    if not path.is_file():
        raise PromptError(f"there is no file {name} among the prompts")
    return path


def read(path: Path) -> str:
    """The file's text; raises `PromptError` where it is not UTF-8."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise PromptError(f"{path} is not UTF-8") from error


def load_prompt(name: str, folder: Path | None = None) -> Prompt:
    """The prompt in `<name>.md`; raises `PromptError` where front matter and body do not agree."""
    path = find_file(f"{name}.md", folder)
    text = read(path)
    match = PARTS.fullmatch(text)
    if match is None:
        raise PromptError(f"{path} needs front matter between two lines of three dashes")
    try:
        head, body = yaml.safe_load(match[1]), match[2].strip()
    except yaml.YAMLError as error:
        raise PromptError(f"{path}: the front matter is not YAML; turnwise prompt lint shows where") from error
    if not isinstance(head, dict) or head.keys() != {"version", "inputs"}:
        raise PromptError(f"{path}: the front matter needs version and inputs, and nothing else")
    if not isinstance(head["inputs"] or [], list):
        raise PromptError(f"{path}: inputs must be a list, such as [business] or []")
    inputs = frozenset(map(str, head["inputs"] or ()))
    if inputs != variables_of(body):
        raise PromptError(f"{path} declares {sorted(inputs)} and uses {sorted(variables_of(body))}")
    return Prompt(name, str(head["version"]), inputs, body, digest_of(text))
