"""Rules out of YAML and into it."""

from evals.rules.document import RuleSet
from evals.yaml_document import read_document, write_plain


def read_rules(text: str, file: str) -> RuleSet:
    """The rules in a YAML text. Raises BadDocument; `file` is the name in its messages."""
    return read_document(text, file, RuleSet)


def write_rules(document: RuleSet) -> str:
    """The rules as YAML, without what is so by default; which packs are used it always says."""
    plain = {"packs": list(document.packs)}
    return write_plain(plain | document.model_dump(mode="json", by_alias=True, exclude_defaults=True))
