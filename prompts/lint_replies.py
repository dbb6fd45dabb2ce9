"""Checks of a file of fixed replies: the same names with the same variables as shipped, in every language."""

from pathlib import Path

import yaml

from prompts import SHIPPED, read, variables_of
from prompts.finding import Finding, braces_without_variable, in_braces, yaml_problem
from prompts.replies import FALLBACK

YARDSTICK = f"replies.{FALLBACK}.yaml"


def lint_replies(path: Path, text: str) -> list[Finding]:
    """What is wrong in the replies of one language. All are measured by the English ones shipped, so they agree."""
    try:
        root = yaml.compose(text, yaml.SafeLoader)
    except yaml.YAMLError as error:
        line, problem = yaml_problem(error)
        told = f"is not YAML: {problem} (a text with braces or a colon needs quotation marks)"
        return [Finding(path, line, "reply", told)]
    if not isinstance(root, yaml.MappingNode):
        return [Finding(path, 1, "reply", "must map names to texts")]
    expected = _expected()
    found: list[Finding] = []
    seen: dict[str, int] = {}
    for key, value in root.value:
        name, line = str(key.value), key.start_mark.line + 1
        if name in seen:
            found.append(Finding(path, line, "reply", f"{name} stands in line {seen[name]} already"))
        seen.setdefault(name, line)
        if name not in expected:
            found.append(Finding(path, line, "reply", f"{name} is said nowhere: {YARDSTICK} as shipped lacks it"))
        elif not isinstance(value, yaml.ScalarNode) or not value.tag.endswith(":str"):
            found.append(Finding(path, line, "reply", f"{name} is no text: put it in quotation marks"))
        else:
            found += _compare(path, line, name, variables_of(value.value), expected[name])
            found += braces_without_variable(path, value.value, value.start_mark.line + 1)
    missing = sorted(expected.keys() - seen.keys())
    return found + [Finding(path, 1, "reply", f"lacks {name}, which {YARDSTICK} as shipped has") for name in missing]


def _expected() -> dict[str, frozenset[str]]:
    content = yaml.safe_load(read(SHIPPED / YARDSTICK))
    return {name: variables_of(text) for name, text in content.items()}


def _compare(path: Path, line: int, name: str, used: frozenset[str], filled: frozenset[str]) -> list[Finding]:
    lacking = [f"{name} lacks {in_braces(one)}, which is filled in here" for one in sorted(filled - used)]
    extra = [f"nothing fills in {in_braces(one)} in {name}" for one in sorted(used - filled)]
    return [Finding(path, line, "variable", problem) for problem in lacking + extra]
