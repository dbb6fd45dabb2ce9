"""The document of the lead policy: what it refuses and why, the file, its words in both languages, and the score."""

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from graphs.agent.leads.document import LeadPolicy
from graphs.agent.leads.file import load_lead_policy
from graphs.agent.leads.scoring import LeadFacts, is_complete, score_of
from graphs.agent.leads.words import asking_words, details_named
from graphs.agent.policy_file import PolicyFileError
from prompts.replies import load_replies

REPLIES = load_replies()


@pytest.mark.parametrize(
    ("document", "code"),
    [
        ({"fields": []}, "no_fields"),
        ({"fields": ["phone", "phone"]}, "named_twice"),
        ({"fields": ["fax"]}, "literal_error"),
        ({"overrides": [{"enabled": False}]}, "override_for_all"),
        ({"words": {"ask": {"en": "Your number?"}}}, "no_details"),
        ({"words": {"ask": {"zh": "{{ details }}，{{ price }}？"}}}, "unknown_variable"),
        ({"when": {"times": 0}}, "greater_than_equal"),
        ({"score": {"contact": 101}}, "less_than_equal"),
        ({"colour": "red"}, "extra_forbidden"),
    ],
)
def test_what_makes_no_sense_is_refused(document: dict[str, Any], code: str) -> None:
    with pytest.raises(ValidationError) as raised:
        LeadPolicy.model_validate(document)
    assert [one["type"] for one in raised.value.errors()] == [code]


def test_the_file_is_laid_over_the_defaults(settings: Any, tmp_path: Path) -> None:
    file = tmp_path / "leads.yaml"
    file.write_text("when: {after_answers: 2}\nwords: {purpose: {zh: 为了给您报价}}\n", encoding="utf-8")
    policy = load_lead_policy(settings(lead_policy=file))
    assert (policy.when.after_answers, policy.when.intents) == (2, LeadPolicy().when.intents)
    assert policy.words.purpose.zh == "为了给您报价"

    file.write_text("when: {after_answers: never}", encoding="utf-8")
    with pytest.raises(PolicyFileError, match=r"TURNWISE_LEAD_POLICY.*when\.after_answers"):
        load_lead_policy(settings(lead_policy=file))


def test_the_question_is_one_sentence_in_the_customer_s_language() -> None:
    policy = LeadPolicy()
    assert asking_words(policy, ("phone", "email"), "en", REPLIES) == (
        "So that we can get back to you about this, would you like to leave your phone number or e-mail address?"
    )
    assert asking_words(policy, ("phone", "wechat"), "zh", REPLIES) == (
        "为了后续就此事与您联系，方便留一下您的电话号码或微信号吗？"
    )
    assert details_named(("name", "company", "city"), "en", REPLIES, either=False) == "name, company and city"


def test_the_policy_s_own_words_take_the_place_of_the_fixed_ones() -> None:
    policy = LeadPolicy.model_validate(
        {
            "words": {
                "ask": {"en": "May we note your {{ details }}?"},
                "purpose": {"zh": "为了给您报价"},
                "consent": {"en": "We never pass it on.", "zh": "我们不会转给他人。"},
            }
        }
    )
    assert asking_words(policy, ("name",), "en", REPLIES) == "May we note your name? We never pass it on."
    assert asking_words(policy, ("name",), "zh", REPLIES) == "为了给您报价，方便留一下您的姓名吗？我们不会转给他人。"


def test_the_score_adds_up_what_is_known_and_stays_below_a_hundred() -> None:
    score = LeadPolicy().score
    assert score_of(score, LeadFacts({})).total == 0
    some = score_of(score, LeadFacts({"phone": 1, "email": 1, "budget": 1}, intents={"price", "shipping"}))
    assert some.parts == {"contact": 30, "second_contact": 5, "budget": 15, "interest": 15}
    rich = score.model_copy(update={"budget": 90})
    assert score_of(rich, LeadFacts({"phone": 1, "budget": 1}, urgent=True)).total == 100


def test_a_lead_is_complete_with_all_that_is_required() -> None:
    policy = LeadPolicy()
    assert is_complete(policy, {"wechat": 1, "name": 1})
    assert not is_complete(policy, {"wechat": 1})
    assert not is_complete(policy, {"name": 1, "budget": 1})
