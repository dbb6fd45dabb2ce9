"""A context in another style: instructions, fixed replies and the number of quotes follow the document."""

from dataclasses import replace

from graphs.agent.context import Context
from graphs.agent.style.document import Style


def with_style(context: Context, style: Style) -> Context:
    """The same where it has this style already."""
    if context.style is style:
        return context
    prompts = context.prompts.styled(style)
    models = context.models.quoting(prompts.replies, style.length.max_sentences)
    return replace(context, style=style, prompts=prompts, models=models)
