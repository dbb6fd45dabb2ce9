"""Play a suite with its scripted model over HTTP: the settings that connect it, and what became of the script."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from evals.offline.scripted_model import ModelScript, ScriptError, load_script
from evals.offline.scripted_replies import REWRITES, Place, Said, ScriptedModel
from evals.offline.scripted_server import ScriptedServer, serving
from evals.offline.suite import Suite
from graphs.evidence import SEARCH_TOOL
from graphs.models import ROLES
from graphs.settings import GraphSettings

_OF_A_ROLE = ("", "_base_url", "_api_key", "_timeout_s")


@dataclass(frozen=True, slots=True)
class Counts:
    """How many turns there are and how many the answering model was asked in; the requests, and what it did."""

    turns: int
    asked: int
    requests: int
    rewrites: int
    searches: int
    calls: int
    slips: int


@dataclass(frozen=True, slots=True)
class ScriptedPlay:
    """The script, and the server that plays it."""

    script: ModelScript
    server: ScriptedServer

    def settings(self, settings: GraphSettings) -> GraphSettings:
        """The same with this model, and no other, for answers and for rewriting.

        Nothing takes over where it fails: what the script lacks has to show.
        """
        no_other = {f"model_{role}{suffix}": None for role in (*ROLES, "rerank") for suffix in _OF_A_ROLE}
        own = {
            "model": "openai:scripted",
            "model_base_url": self.server.url,
            "model_api_key": None,
            "model_rewrite": f"openai:{REWRITES}",
            "model_fallbacks": (),
            "model_fallback": False,
            "model_rest_after": 0,
        }
        return settings.model_copy(update=no_other | own)

    @property
    def counts(self) -> Counts:
        """So far."""
        exchanges, answers = self.server.exchanges, self._answers()
        calls = [call for said in answers for call in said.calls]
        searches = sum(call.name == SEARCH_TOOL for call in calls)
        return Counts(
            turns=sum(len(turns) for turns in self.script.values()),
            asked=len({said.place for said in answers}),
            requests=len(exchanges),
            rewrites=sum(one.request.get("model") == REWRITES for one in exchanges),
            searches=searches,
            calls=len(calls) - searches,
            slips=sum(self._is_slip(said.place, said.step) for said in answers),
        )

    @property
    def failures(self) -> list[str]:
        """Requests that the script has no reply to, and slips that the check did not send back, in words."""
        refused = dict.fromkeys(one.refused for one in self.server.exchanges if one.refused)
        return [*refused, *self._let_stand()]

    def _let_stand(self) -> Iterator[str]:
        played = {(said.place, said.step) for said in self._answers()}
        for said in self._answers():
            if self._is_slip(said.place, said.step) and (said.place, (said.step or 0) + 1) not in played:
                yield f"{said.place.case}, turn {said.place.turn + 1}: the check lets a slip stand: {said.text}"

    def _answers(self) -> list[Said]:
        return [one.said for one in self.server.exchanges if one.said and one.request.get("model") != REWRITES]

    def _is_slip(self, place: Place, step: int | None) -> bool:
        turn = self.script[place.case][place.turn]
        return turn is not None and step is not None and turn.steps[step].slip is not None


@contextmanager
def scripted_play(suite: Suite) -> Iterator[ScriptedPlay]:
    """The suite's own model, listening; raises ScriptError where it has none, or one that cannot be used."""
    if suite.model is None:
        raise ScriptError(f"the suite {suite.head.name} names no `model` in its suite.yaml: it has no script for one")
    if len(suite.scripted) < len(suite.cases):
        raise ScriptError(f"the suite {suite.head.name} has simulated customers, whom no script of a model can foresee")
    script = load_script(suite.model, suite.scripted)
    with serving(ScriptedModel(script, suite.scripted)) as server:
        yield ScriptedPlay(script, server)
