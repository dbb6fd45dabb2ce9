"""Checks of one prompt: its front matter, its variables, and whether providers can cache it."""

from collections.abc import Iterator
from pathlib import Path

import yaml

from prompts import PARTS, SHIPPED, VARIABLE, Prompt, load_prompt, variables_of
from prompts.files import is_older, name_of
from prompts.finding import Finding, braces_without_variable, in_braces, line_at, yaml_problem

KEYS = ("version", "inputs")
FIXED = frozenset({"business", "intents", "style"})
"""Filled in alike in all requests of an installation: where they stand makes no difference to a provider's cache."""
APPENDED = frozenset({"style"})
"""Stands at the end of a prompt that has no place for it."""
WORTH_CACHING_CHARS = 1_000


def lint_prompt(path: Path, text: str) -> list[Finding]:
    """What is wrong in the prompt that this text is."""
    match = PARTS.fullmatch(text)
    if match is None:
        mark = " (the file begins with a byte order mark)" if text.startswith("\ufeff") else ""
        wanted = f"must begin with a line ---, then version and inputs, then a line ---, then the text{mark}"
        return [Finding(path, 1, "front_matter", wanted)]
    try:
        root = yaml.compose(match[1], yaml.SafeLoader)
        head = yaml.safe_load(match[1])
    except yaml.YAMLError as error:
        line, problem = yaml_problem(error)
        return [Finding(path, line + 1, "front_matter", f"the front matter is not YAML: {problem}")]
    if not isinstance(head, dict) or not isinstance(root, yaml.MappingNode):
        return [Finding(path, 2, "front_matter", "the front matter must hold version: and inputs:")]
    lines = {str(key.value): key.start_mark.line + 2 for key, _ in root.value}
    found = [
        Finding(path, lines.get(str(key), 2), "front_matter", f"the front matter has no use for {key}")
        for key in head
        if key not in KEYS
    ]
    found += [Finding(path, 2, "front_matter", f"the front matter lacks {key}:") for key in KEYS if key not in head]
    if "version" in head:
        found += _version(path, str(head["version"]), lines["version"])
    inputs = head.get("inputs")
    if isinstance(inputs or [], list):
        declared = frozenset(map(str, inputs or ()))
        filled = declared if path.is_relative_to(SHIPPED) else _shipped(path).inputs
        found += _variables(path, text, match.start(2), declared, filled, lines.get("inputs", 2))
        found += _cache(path, text, filled - FIXED)
    else:
        found.append(Finding(path, lines["inputs"], "front_matter", "inputs must be a list, such as [business] or []"))
    if not match[2].strip():
        found.append(Finding(path, line_at(text, match.start(2)), "variable", "the prompt has no text"))
    return found + braces_without_variable(path, match[2], line_at(text, match.start(2)))


def _shipped(path: Path) -> Prompt:
    """The one that this file takes the place of."""
    return load_prompt(name_of(path).removesuffix(path.suffix))


def _version(path: Path, version: str, line: int) -> Iterator[Finding]:
    if not version.isdecimal():
        problem = "version is no whole number, so nobody can tell whether a newer one is shipped"
        yield Finding(path, line, "version", problem, "warning")
    elif not path.is_relative_to(SHIPPED) and is_older(version, shipped := _shipped(path).version):
        problem = f"version {shipped} is shipped by now: see turnwise prompt diff {_shipped(path).name}"
        yield Finding(path, line, "version", problem, "warning")


def _variables(
    path: Path, text: str, start: int, declared: frozenset[str], filled: frozenset[str], line: int
) -> Iterator[Finding]:
    """`start` is where the body begins, `line` that of the inputs; `filled` is what Turnwise has values for."""
    used = variables_of(text[start:])
    may = f"this prompt has {', '.join(map(in_braces, sorted(filled))) or 'no variables'}"
    for match in VARIABLE.finditer(text, start):
        if match[1] not in filled:
            yield Finding(path, line_at(text, match.start()), "variable", f"nothing fills in {match[0]}; {may}")
    for name in sorted(declared - filled - used):
        yield Finding(path, line, "variable", f"inputs names {name}, which nothing fills in; {may}")
    for name in sorted(filled - used - APPENDED):
        yield Finding(path, line, "variable", f"the text lacks {in_braces(name)}, which is filled in here")
    for name in sorted((filled & used) - declared):
        yield Finding(path, line, "variable", f"inputs lacks {name}, which the text uses")


def _cache(path: Path, text: str, changing: frozenset[str]) -> Iterator[Finding]:
    first = next((match for match in VARIABLE.finditer(text) if match[1] in changing), None)
    if first is None or len(text) - first.end() < WORTH_CACHING_CHARS:
        return
    problem = f"{first[0]} changes between requests: providers cache nothing of the text after it; move it to the end"
    yield Finding(path, line_at(text, first.start()), "cache", problem, "warning")
