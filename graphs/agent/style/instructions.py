"""The style as the answering model reads it: part of the instructions, the same in every request of an installation."""

from collections.abc import Iterator

from graphs.agent.style.document import Style

_TONES = {
    "standard": "Friendly and plain.",
    "formal": "Formal: polite and complete sentences, no contractions, no exclamation marks, no emoji; 您 in Chinese.",
    "friendly": "Friendly: warm and easy, with contractions; 你 in Chinese. No slang.",
    "plain": "Plain: short words and short sentences, no exclamation marks, nothing that does not help.",
}
# Each costs tokens in every request; all of them are looked for in the reply anyway.
_MOST_PHRASES = 50


def instructions(style: Style) -> str:
    """A list of sentences, each on a line of its own."""
    return "\n".join(f"- {line}" for line in _lines(style))


def public_texts(style: Style) -> tuple[str, ...]:
    """What of the instructions a reply may repeat word for word."""
    return style.persona.about.all


def _lines(style: Style) -> Iterator[str]:
    persona, length = style.persona, style.length
    if persona.name:
        yield f"Your name is {persona.name}."
    yield from persona.about.all
    yield _TONES[style.tone]
    yield "Two or three sentences, or a short list for steps."
    if length.max_sentences:
        yield f"At most {_counted(length.max_sentences, 'sentence')} for each question of the customer."
    if length.max_words:
        yield f"At most {length.max_words} words for each question."
    if length.max_characters_zh:
        yield f"In Chinese at most {length.max_characters_zh} characters for each question."
    if style.forbidden:
        listed = ", ".join(f"“{phrase}”" for phrase in style.forbidden[:_MOST_PHRASES])
        yield f"Never use these words, in no form and no language: {listed}"
    greeted = "it is done for you" if persona.greet == "first_reply" else "unless the customer greets you first"
    yield f"Do not begin with a greeting, {greeted}."
    if style.promises.enabled:
        yield "Guarantee and announce nothing, no act and no time, that no result says. Make no exceptions for anybody."
    yield from (f"This may be promised: {text}" for text in style.promises.allowed)
    if style.required or style.disclaimers:
        yield "Notes and links that belong beneath an answer are added for you: do not write them."


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
