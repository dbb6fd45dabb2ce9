"""The agent's fixed replies: which one fits, and how it is put together."""

from graphs.agent.wording import CONTACT_LEFT, intent_of
from graphs.intents import Intents, load_intents
from graphs.lead.known import find_contacts
from prompts.replies import load_replies


def test_who_only_asks_to_be_reached_is_thanked_and_not_searched_for() -> None:
    intents = Intents(load_intents().intents)
    said = "We are a hotel and want to buy 40 lamps.\nPlease call me on +44 20 7946 0958"
    assert intent_of(said, find_contacts(said, ("CN", "US")), intents) == CONTACT_LEFT
    asked = "Call me on +44 20 7946 0958. How much is delivery to London?"
    assert intent_of(asked, find_contacts(asked, ("CN", "US")), intents) != CONTACT_LEFT


def test_words_that_join_keep_their_spaces() -> None:
    assert load_replies(None).say("en", "detail_join") == " and "
