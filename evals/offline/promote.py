"""A stored conversation becomes a case: its words masked, and what came of each turn as the expectation to keep."""

from collections.abc import Callable, Sequence

from evals.offline.case import Case, Expectation, ScriptedTurn
from graphs.masking import mask
from graphs.turn import Turn


def promoted(
    name: str,
    turns: Sequence[Turn],
    *,
    language: str,
    solved: bool | None,
    blank: bool = False,
    hide: Callable[[str], str] = mask,
) -> Case:
    """The case of a conversation's turns, in their order; `blank` expects nothing, for somebody to fill in.

    What the agent did is taken for right: whether it answered, what it cited, whether and why it handed over. Contact
    details become their types, so a case expects none; `hide` does that. Raises ValueError where there are no turns.
    """
    if not turns:
        raise ValueError(f"the conversation {name} has no turn yet: the customer said nothing, or waits for a reply")
    script: list[ScriptedTurn] = []
    for turn in turns:
        asked_at = turn.asked[0].at
        expect = Expectation() if blank else _expected(turn)
        script.append(ScriptedTurn(says=[hide(one.text) for one in turn.asked], at=asked_at, expect=expect))
        operator = [one for one in turn.replies if one.role == "operator"]
        if operator:
            script.append(ScriptedTurn(operator=[hide(one.text) for one in operator], at=operator[-1].at))
    answered = [turn.answered is not None for turn in turns]
    return Case(
        id=name, language=language, about=f"conversation {name}", turns=_returning(script, answered), solved=solved
    )


def _expected(turn: Turn) -> Expectation:
    if turn.answered is None:
        return Expectation(handed_off=turn.handoff or None)
    cited = list(dict.fromkeys(citation.document for citation in turn.citations or ()))
    return Expectation(answered=turn.answered, cites=cited or None, handed_off=turn.handoff or False)


def _returning(script: Sequence[ScriptedTurn], answered: Sequence[bool]) -> list[ScriptedTurn]:
    """An operator's turn that the agent answers after has handed back; `answered` says so of each customer's turn."""
    found, by_agent = list(script), iter(answered)
    for at, turn in enumerate(script):
        if turn.says and next(by_agent) and at and script[at - 1].operator:
            found[at - 1] = script[at - 1].model_copy(update={"returns": True})
    return found
