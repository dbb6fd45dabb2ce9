"""One customer's visit: what they ask and how they take the replies, with a colleague if it comes to that."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from evals.offline.simulation.machine import SimulatedCustomer
from evals.offline.simulation.persona import find_persona
from graphs.agent.state import Outcome
from service.demo_days.arrivals import Arrival
from service.demo_days.book import book
from service.demo_days.courses import Course
from service.demo_days.ratings import rating_of
from service.demo_days.stage import Stage
from service.demo_days.team import Colleague, Team
from service.errors import TurnwiseError
from service.incoming.sources import source_of_page
from service.storage.accounts.accounts import StoredAccount
from service.storage.customers.customers import Contact
from service.storage.desk.operators import Ended
from service.storage.messages.receive import Incoming
from service.storage.types import new_id
from service.widget.sessions import Opening

WIDGET = "widget"
_PAGES = (
    (
        "https://lumenandoak.example/?utm_source=google&utm_medium=cpc&utm_campaign=floor-lamps",
        "https://www.google.com/",
    ),
    ("https://lumenandoak.example/halo-3?utm_source=instagram&utm_medium=social&utm_campaign=winter-light", None),
    ("https://lumenandoak.example/shipping", None),
    ("https://lumenandoak.example/trade?utm_source=newsletter&utm_medium=email&utm_campaign=hotels", None),
    ("https://lumenandoak.example/", "https://www.bing.com/"),
)
_PATIENCE = timedelta(minutes=9)
_GIVES_BACK, _SAYS_SOLVED, _RATES = 0.12, 0.55, 0.6


@dataclass(slots=True)
class Visit:
    """`accounts` are the platforms' by channel; `contacts` keeps who came by which name, for who comes again."""

    stage: Stage
    team: Team
    arrival: Arrival
    accounts: dict[str, StoredAccount]
    contacts: dict[int, Contact]
    seed: str
    chance: random.Random = field(init=False)
    waited: timedelta = timedelta()
    conversation_id: str = ""

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)  # noqa: S311 - a play, not a secret

    async def course(self) -> Course:
        """From the first word to the rating."""
        where = await self._arrive()
        if self.arrival.case is None:
            return
        customer = SimulatedCustomer(self.arrival.case, find_persona(self.arrival.case.persona), self.seed)
        angry = False
        try:
            while (turn := await customer.speak()) is not None:
                outcome = await self._say(where, turn.says or ())
                if outcome is None:
                    break
                angry |= outcome.sentiment.label == "negative"
                customer.hear(outcome)
                yield self._after(12, 55)
                if await self.stage.state(self.conversation_id) in ("waiting", "human"):
                    break
            solved = customer.solved
            if await self.stage.state(self.conversation_id) == "waiting":
                async for at in self._with_a_colleague(where):
                    yield at
                solved = True if self.waited < timedelta(hours=1) else None
            async for at in self._end(where, solved, angry=angry):
                yield at
        except TurnwiseError:  # it was ended at that very moment: the customer has gone
            return

    async def _arrive(self) -> str | Contact:
        """The conversation that a chat on the site begins with, or who writes on a platform."""
        arrival = self.arrival
        account = self.accounts.get(arrival.channel)
        if account is None:
            page, referrer = self.chance.choice(_PAGES)
            opening = Opening(None, arrival.language, source_of_page(page, referrer))
            return (await self.stage.sessions.open(await self.stage.widgets.find(None), opening)).conversation_id
        known = self.contacts.get(arrival.again) if arrival.again is not None else None
        address = arrival.person[1] if arrival.channel == "email" and "@" in arrival.person[1] else new_id()
        contact = known or Contact(account.id, arrival.channel, address, arrival.person[0])
        self.contacts[arrival.number] = contact
        return contact

    async def _say(self, where: str | Contact, says: Sequence[str]) -> Outcome | None:
        said = [Incoming(new_id(), where, text, self.stage.clock()) for text in says]
        self.conversation_id, outcome = await self.stage.say(said, self.chance.uniform(0.7, 2.6))
        return outcome

    async def _with_a_colleague(self, where: str | Contact) -> Course:
        """Wait, be answered, answer; then the colleague ends it, or gives it back."""
        there, since = book(self.arrival.language), self.stage.clock()
        colleague, comes = self.team.next_for(self.arrival.language, since)
        if comes - since > _PATIENCE:
            yield since + _PATIENCE
            await self._say(where, [self.chance.choice(there.nudges)])
        yield comes
        self.waited = comes - since
        if await self.stage.state(self.conversation_id) != "waiting":
            return
        await self.stage.desk.claim(self.conversation_id, colleague.id)
        yield self._after(15, 50)
        await self._reply(colleague, there.ready["hello"])
        for answer, further in self.arrival.matter.after or ((there.ready["page"], ""),):
            yield self._after(50, 170)
            await self._reply(colleague, answer)
            if further:
                yield self._after(25, 120)
                await self._say(where, [self._worded(further, colleague)])
        yield self._after(20, 80)
        if self.chance.random() < _GIVES_BACK:
            await self.stage.care.room.give_back(self.conversation_id, colleague.id)
            return
        await self._reply(colleague, there.ready["bye"])
        yield self._after(30, 300)
        disposition = "follow_up" if self.arrival.matter.kind == "trade" else "solved"
        ended = Ended("operator", operator_id=colleague.id, disposition=disposition)
        await self.stage.desk.close(self.conversation_id, ended)

    async def _reply(self, colleague: Colleague, text: str) -> None:
        said = self._worded(text, colleague)
        await self.stage.desk.reply(self.conversation_id, colleague.id, said, new_id())

    def _worded(self, text: str, colleague: Colleague) -> str:
        """With the names that a colleague sees: on the site customers have none."""
        name, contact = self.arrival.person
        english = self.arrival.language == "en"
        if self.arrival.channel == WIDGET:
            text, name = text.replace(", {customer}", "").replace(" {customer}", ""), ""
        first = name.partition(" ")[0] if english else name
        by = colleague.name.split()[0 if english else -1]
        return text.format(customer=first, operator=by, contact=contact)

    async def _end(self, where: str | Contact, solved: bool | None, *, angry: bool) -> Course:
        """Say whether it is solved, where one is asked, and rate, where one likes."""
        yield self._after(20, 90)
        ended = await self.stage.state(self.conversation_id) == "closed"
        on_site = isinstance(where, str)
        if not ended and on_site and solved is not None and self.chance.random() < _SAYS_SOLVED:
            await self.stage.desk.close(self.conversation_id, Ended("customer", solved))
            ended = True
        if self.chance.random() >= _RATES:
            return
        stars, comment = rating_of(self.chance, self.arrival.language, solved, self.waited, angry=angry)
        if on_site:
            if ended:
                yield self._after(5, 40)
                await self.stage.desk.rate(self.conversation_id, stars, comment)
            return
        yield self._after(2_700, 5_400)  # by then it has ended, and the question how it was has come
        answer = f"{stars} {comment}" if comment else str(stars)
        await self.stage.care.invitations.take([Incoming(new_id(), where, answer, self.stage.clock())])

    def _after(self, least_s: float, most_s: float) -> datetime:
        return self.stage.clock() + timedelta(seconds=self.chance.uniform(least_s, most_s))
