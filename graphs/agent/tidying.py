"""What is taken out of a model's draft before it is checked: greetings, a second question back, what is too long."""

from dataclasses import dataclass
from typing import Self

from graphs.agent.citing import Cited, read_claims
from graphs.agent.context import Context
from graphs.agent.finishing import opening
from graphs.agent.state import State
from graphs.agent.style.greeting import has_replied, without_greetings
from graphs.agent.style.length import Limit, asking_once, is_too_long, limit_of, shortened


@dataclass(frozen=True, slots=True)
class Tidying:
    """`greeted` says that no greeting may begin this reply."""

    greeted: bool
    limit: Limit

    @classmethod
    def of(cls, state: State, context: Context) -> Self:
        """For the drafts of this turn."""
        greeted = bool(state.get("greeted")) or has_replied(state.get("history", ())) or bool(opening(state, context))
        questions = len(state["retrieved"].searches)
        return cls(greeted, limit_of(context.style.length, state["triaged"].language, questions))

    def text(self, text: str) -> str:
        """The draft without greetings that are out of place."""
        return without_greetings(text, greeted=self.greeted)

    def claims(self, cited: Cited) -> Cited:
        """The draft with one question back at most, as long as it may be."""
        return shortened(asking_once(cited), self.limit)

    def keeps_all_of(self, text: str) -> bool:
        """Whether nothing of a text without markers has to go."""
        cited = read_claims(text)
        return asking_once(cited) is cited and not is_too_long(cited, self.limit)
