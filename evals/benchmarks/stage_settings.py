"""Which stages of retrieval can be switched: every setting whose name begins with `retrieval_`, and nothing else.

Declared once, in `knowledge.settings.KnowledgeSettings`: a switch that is added there is measured from then on.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal, get_args, get_origin

from knowledge.settings import KnowledgeSettings

_PREFIX = "retrieval_"


@dataclass(frozen=True, slots=True)
class Stage:
    """A way to run retrieval: what differs from the settings in force."""

    name: str
    overrides: dict[str, Any] = field(default_factory=dict)


def stages(settings: KnowledgeSettings) -> list[Stage]:
    """The settings in force, then each switch the other way, one at a time."""
    return [Stage("as shipped"), *_switched(settings)]


def _switched(settings: KnowledgeSettings) -> Iterator[Stage]:
    for name, declared in type(settings).model_fields.items():
        if not name.startswith(_PREFIX):
            continue
        now, plain = getattr(settings, name), name.removeprefix(_PREFIX).replace("_", " ")
        if isinstance(now, bool):
            yield Stage(f"{'without' if now else 'with'} {plain}", {name: not now})
        elif get_origin(declared.annotation) is Literal:
            for choice in get_args(declared.annotation):
                if choice != now:
                    yield Stage(f"{plain} {choice}", {name: choice})
