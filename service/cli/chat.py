"""`turnwise chat`: a conversation in the terminal."""

import asyncio
import sys
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graphs.agent.handoff.loops import Returned
    from graphs.agent.state import Outcome
    from graphs.turn import Message
    from service.brain import Brain

NEW = "/new"
_WELCOME = f"Write as a customer would. {NEW} starts another conversation, Ctrl-D ends. Nothing is stored."


def command() -> None:
    """Talk to the agent in the terminal, with sources, hand-offs and contact details shown. Nothing is stored.

    One message a line; after a hand-off the agent is silent, as it is while customers wait for a person.
    """
    from service.brain import build_brain
    from service.cli.loop import runner
    from service.cli.opening import opened
    from service.cli.output import screen, tell
    from service.in_force import with_saved_policies

    watched = sys.stdin.isatty()
    with runner() as loop:
        stack = AsyncExitStack()
        try:
            installation = loop.run(stack.enter_async_context(opened()))
            brain = build_brain(installation.knowledge.retriever, installation.database)
            context = loop.run(with_saved_policies(brain.context, installation.database))
            talk = Talk(replace(brain, context=context))
            if watched:
                tell(_WELCOME)
            console = screen()
            while True:
                try:
                    said = console.input("> " if watched else "")
                except EOFError:
                    return
                if said.strip() == NEW:
                    talk = Talk(talk.brain)
                elif said.strip():
                    _say(loop, talk, said)
        finally:
            loop.run(stack.aclose())


class Talk:
    """One conversation, kept as the service keeps one."""

    def __init__(self, brain: "Brain") -> None:
        self.brain = brain
        self._history: tuple[Message, ...] = ()
        self._failures = self._calls = 0
        self._held = False
        self._returned: tuple[Returned, ...] = ()

    async def say(self, text: str) -> "Outcome":
        """What the agent makes of the customer's next message."""
        from graphs.agent.handoff.loops import BY_CUSTOMER, Returned
        from graphs.turn import Message
        from service.cli.answering import answer

        asked = Message("customer", text)
        outcome = await answer(
            self.brain,
            {
                "history": self._history,
                "asked": (asked,),
                "held": self._held,
                "waiting": self._held,
                "failures": self._failures,
                "tool_calls": self._calls,
                "returned": self._returned,
            },
        )
        self._history = (*self._history, asked)
        self._calls += outcome.own_calls
        if outcome.reply:
            self._history = (*self._history, Message("agent", outcome.reply))
            self._failures = outcome.failures_after(self._failures)
        if outcome.resumed:
            self._returned = (*self._returned, Returned("", BY_CUSTOMER, datetime.now(UTC)))
        self._held = (self._held and not outcome.resumed) or outcome.handoff is not None
        return outcome


def _say(loop: asyncio.Runner, talk: Talk, said: str) -> None:
    from service.cli.answering import show
    from service.cli.options import typed_text
    from service.cli.output import screen

    outcome = loop.run(talk.say(typed_text(said) or ""))
    if outcome.reply:
        show(outcome, outcome.contacts)
    else:
        screen().print(f"  (No reply: the conversation waits for a person. {NEW} starts another one.)", style="dim")
