"""The rules that come with the product keep to their own examples, and the agent's own words keep to them."""

import hashlib
from pathlib import Path

from evals.rules import packs
from evals.rules.book import RuleBook
from evals.rules.document import DEFAULT_PACKS, RuleSet
from evals.rules.examples import wrong_examples
from evals.rules.grade import VERSION
from evals.rules.packs import PACKS, all_rules, offered
from graphs.evaluator.grader import GradingContext, Stage
from graphs.turn import Message, Turn
from knowledge.embed import Embedder
from knowledge.settings import KnowledgeSettings
from prompts.replies import load_replies
from tests.models import lend_models

DIGESTS = {"1": "a2d1d13b089f13d1", "2": "14f389ca0794a4f2"}


async def test_every_rule_has_examples_of_both_languages_and_keeps_to_them(tmp_path: Path) -> None:
    everything = RuleSet(packs=(), rules=all_rules(RuleSet(packs=PACKS)))
    embedder = await Embedder.open(KnowledgeSettings(_env_file=None, data=lend_models(tmp_path)))
    try:
        assert await wrong_examples(everything, embedder.meaning) == []
    finally:
        await embedder.close()
    assert [rule.id for rule in all_rules(everything) if not (rule.examples.hit and rule.examples.let_pass)] == []


async def test_an_example_that_comes_out_otherwise_is_told() -> None:
    rule = {"id": "r", "kind": "forbidden", "match": {"words": ["bad"]}, "examples": {"hit": ["good"], "pass": ["bad"]}}
    wrong = await wrong_examples(RuleSet.model_validate({"packs": [], "rules": [rule]}), None)
    assert list(map(str, wrong)) == [
        "r: example 1 of `hit` is not hit: good",
        "r: example 1 of `pass` is hit: bad",
    ]


async def test_the_agents_own_words_break_no_starter_rule() -> None:
    book = RuleBook(RuleSet(packs=PACKS))
    broken = {}
    for language, texts in load_replies().texts.items():
        asks = {"purpose": texts["lead_purpose"], "details": texts["detail_phone"]}
        for key, text in texts.items():
            for name, value in asks.items():
                text = text.replace(f"{{{{ {name} }}}}", value)
            context = GradingContext(
                turn=Turn(
                    id="t", conversation_id="c", asked=(Message("customer", "hi"),), replies=(Message("agent", text),)
                )
            )
            if not key.startswith("detail_") and (hits := await book.hits(context, Stage.REPLY)):
                broken[language, key] = hits
    assert broken == {}


def test_a_documents_rule_replaces_a_packs_and_rules_are_switched_off_by_id() -> None:
    own = {"id": "manners.insult", "kind": "forbidden", "match": {"words": ["fool"]}}
    document = RuleSet.model_validate({"rules": [own], "inactive": ["manners.greeting"]})
    known = {rule.id: rule for rule in all_rules(document)}
    assert known["manners.insult"].match.words == ("fool",)  # type: ignore[union-attr]
    assert not known["manners.greeting"].active
    assert document.packs == DEFAULT_PACKS
    assert not any(rule.active for rule in offered(document) if rule.id.startswith(("finance.", "medicine.")))
    assert RuleBook(document.model_copy(update={"inactive": ("*",)})).stages() == frozenset()


def test_packs_that_change_get_another_version() -> None:
    folder = Path(packs.__file__).parent / "starter"
    content = b"".join(path.read_bytes() for path in sorted(folder.glob("*.yaml")))
    assert hashlib.sha256(content).hexdigest()[:16] == DIGESTS[VERSION]
