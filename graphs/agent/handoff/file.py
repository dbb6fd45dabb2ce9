"""The policy as an installation starts with it: its settings, and over them the file that it names."""

from typing import Any

import yaml
from pydantic import ValidationError

from graphs.agent.handoff.document import Failures, HandoffPolicy, Rules, Threshold
from graphs.settings import GraphSettings


class PolicyFileError(ValueError):
    """The file cannot be used: its message names the file, the field and what is wrong."""


def load_policy(settings: GraphSettings) -> HandoffPolicy:
    """Raises `PolicyFileError` where the file cannot be read or holds what a policy does not know."""
    document = default_policy(settings)
    path = settings.policy
    if path is None:
        return document
    try:
        given = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise PolicyFileError(f"TURNWISE_POLICY: {path} cannot be read as YAML: {error}") from error
    if given is None:
        return document
    if not isinstance(given, dict):
        raise PolicyFileError(f"TURNWISE_POLICY: {path} must hold the sections of a policy (rules, hours, ...)")
    try:
        return HandoffPolicy.model_validate(_laid_over(document.model_dump(mode="json"), given))
    except ValidationError as error:
        told = "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors(include_url=False))
        raise PolicyFileError(f"TURNWISE_POLICY: {path}: {told}") from error


def default_policy(settings: GraphSettings) -> HandoffPolicy:
    """What holds without a document: the thresholds that are settings of their own."""
    return HandoffPolicy(
        rules=Rules(
            negative_sentiment=Threshold(threshold=settings.upset_threshold),
            repeated_failure=Failures(failures=settings.failures_before_handoff),
            low_confidence=Threshold(
                enabled=settings.low_confidence_threshold > 0,
                threshold=settings.low_confidence_threshold or Rules().low_confidence.threshold,
            ),
        )
    )


def _laid_over(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    """Sections are merged; a list, a text or a number replaces what was there, and so do a week's hours."""
    merged = dict(below)
    for name, value in above.items():
        known = merged.get(name)
        nested = isinstance(known, dict) and isinstance(value, dict) and name != "weekdays"
        merged[name] = _laid_over(known, value) if nested and known is not None else value
    return merged
