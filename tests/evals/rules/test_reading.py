"""Mistakes in a document are told by file, line and field."""

import pytest

from evals.rules.document import RuleSet
from evals.rules.reading import read_rules, write_rules
from evals.yaml_document import BadDocument

GOOD = """\
packs: []
groups: {night: [ann@shop.example]}
rules:
  - id: no_cheapest
    kind: forbidden
    severity: major
    applies: {to: operator, groups: [night], languages: [zh]}
    match: {words: [全网最低], except: [并非全网最低]}
    examples: {hit: [全网最低], pass: [您好]}
"""


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("kind: forbidden", "kind: forbiden"), "shop.yaml:4: rules.0: Input tag 'forbiden'"),
        (("severity: major", "severity: huge"), "shop.yaml:6: rules.0.severity: Input should be 'info'"),
        (("words:", "wrods:"), "shop.yaml:8: rules.0.match.wrods: Extra inputs"),
        (("{words: [全网最低]", "{patterns: ['(a']"), "shop.yaml:8: rules.0.match.patterns.0: the pattern '(a' cannot"),
        (("{words: [全网最低]", "{details: [iban]"), "shop.yaml:8: rules.0.match.details.0: choose from"),
        (
            ("    match: {words: [全网最低], except: [并非全网最低]}\n", ""),
            "shop.yaml:4: rules.0.match: Field required",
        ),
        (
            ("groups: [night]", "groups: [day]"),
            "shop.yaml:1: the rule no_cheapest is for groups that are not there: day",
        ),
        (("kind: forbidden", "kind: forbidden\n    kind: order"), "shop.yaml:6: rules.0.kind: stands there twice"),
        (("kind: forbidden", 'kind: forbidden\n    title: "a\\0"'), "shop.yaml:6: rules.0.title"),
        (("packs: []", "packs: ["), "shop.yaml:3: this is not YAML"),
        (("packs: []", "packs: &a []\nx: *a"), "shop.yaml:2: aliases"),
    ],
)
def test_a_mistake_is_told_by_its_line_and_field(change: tuple[str, str], told: str) -> None:
    with pytest.raises(BadDocument) as caught:
        read_rules(GOOD.replace(*change), "shop.yaml")
    assert str(caught.value).startswith(told)


def test_a_document_survives_being_written_and_stored() -> None:
    document = read_rules(GOOD, "shop.yaml")
    assert read_rules(write_rules(document), "again.yaml") == document
    assert RuleSet.model_validate(document.model_dump(mode="json")) == document


def test_an_empty_file_is_the_starter_rules() -> None:
    assert read_rules("", "shop.yaml") == RuleSet()
