"""What a style may say, and how a file and the settings make one."""

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from graphs.agent.policy_file import PolicyFileError
from graphs.agent.style.document import Style
from graphs.agent.style.file import load_style
from graphs.agent.style.fixed_replies import conflicts
from prompts.replies import load_replies


@pytest.mark.parametrize(
    ("document", "field", "code"),
    [
        ({"tone": "rude"}, "tone", "literal_error"),
        ({"length": {"max_sentences": 0}}, "length.max_sentences", "greater_than_equal"),
        ({"forbidden": ["fine", "..."]}, "forbidden.1", "no_phrase"),
        ({"required": [{"text": {}}]}, "required.0", "no_text"),
        ({"persona": {"about": {"en": "I am {{ name }}."}}}, "persona.about.en", "unknown_variable"),
        ({"persona": {"human": True}}, "persona.human", "extra_forbidden"),
    ],
)
def test_a_mistake_is_told_by_its_field(document: dict[str, Any], field: str, code: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Style.model_validate(document)
    assert [(".".join(map(str, one["loc"])), one["type"]) for one in refused.value.errors()] == [(field, code)]


def test_that_it_is_an_ai_cannot_be_forbidden() -> None:
    (found,) = conflicts(Style(forbidden=("cheap", "AI")), load_replies())
    assert (found.place, found.code) == (1, "in_fixed_reply")


def test_what_the_style_itself_has_said_cannot_be_forbidden() -> None:
    note = {"text": {"en": "No medical advice."}}
    style = Style.model_validate({"forbidden": ["cheap", "medical*"], "disclaimers": [note]})
    assert [(one.place, one.code) for one in conflicts(style, load_replies())] == [(1, "in_own_text")]


def test_a_file_is_laid_over_the_settings(settings: Any, tmp_path: Path) -> None:
    file = tmp_path / "style.yaml"
    file.write_text("persona: {name: Mia}\ntone: formal\n", encoding="utf-8")
    style = load_style(settings(style=file, forbidden_words=("cheap",)), load_replies())
    assert (style.persona.name, style.tone, style.forbidden) == ("Mia", "formal", ("cheap",))


@pytest.mark.parametrize(
    ("text", "told"), [("tone: rude", "tone: Input should be"), ("forbidden: [AI]", "forbidden.0")]
)
def test_a_file_that_cannot_be_kept_stops_the_start(settings: Any, tmp_path: Path, text: str, told: str) -> None:
    file = tmp_path / "style.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(PolicyFileError, match=f"TURNWISE_STYLE.*{told}"):
        load_style(settings(style=file), load_replies())
