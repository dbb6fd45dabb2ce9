"""Alert rules out of YAML and into it, with every mistake told by file, line and field."""

import yaml

from evals.alerts.document import AlertRules
from evals.rules.reading import read_document


def read_alert_rules(text: str, file: str) -> AlertRules:
    """The document in a YAML text. Raises `evals.rules.reading.BadRules`; `file` is the name in its messages."""
    return read_document(text, file, AlertRules)


def write_alert_rules(document: AlertRules) -> str:
    """The document as YAML, without what is so by default."""
    plain = document.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return yaml.safe_dump(plain, allow_unicode=True, sort_keys=False, width=120)
