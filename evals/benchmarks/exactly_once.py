"""What became of deliveries and replies, held against each other: what is lost, doubled or out of order."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evals.benchmarks.channel_store import Replied, Said
from evals.benchmarks.delivering import Delivering, Message
from evals.benchmarks.webhook_platform import Arrival, WebhookPlatform


@dataclass(frozen=True, slots=True)
class ExactlyOnce:
    """`lost` messages were acknowledged and are not there, `without_turn` have none; `turns_doubled` had two replies.

    `handed_over` turns wait for an operator, `unanswered` ones have no reply and do not.

    `disordered` messages stand before one of the same contact that was acknowledged before they were sent. Of the
    replies, `reached` came to the platform, of which `repeated` once more under the same id; `unsent` are said to be
    sent and never came, `unknown` came and are neither sent nor uncertain; `replies_disordered` came before one that
    stands before them. `unreached` attempts found no server, `refused` ones were told to come back later.
    """

    database: str
    deliveries: int
    messages: int
    contacts: int
    unreached: int
    refused: int
    lost: int
    doubled: int
    without_turn: int
    empty_turns: int
    turns: int
    turns_doubled: int
    handed_over: int
    unanswered: int
    disordered: int
    replies: int
    reached: int
    repeated: int
    unsent: int
    unknown: int
    uncertain: int
    failed: int
    replies_disordered: int
    forged: int
    took_s: float


def judge(
    database: str,
    deliveries: int,
    messages: Sequence[Message],
    going: Delivering,
    said: Sequence[Said],
    replied: Sequence[Replied],
    turns: Mapping[str, bool],
    platform: WebhookPlatform,
    took_s: float,
) -> ExactlyOnce:
    """Hold what was delivered against what is stored, and what is stored against what arrived."""
    stored = Counter((one.key, one.text) for one in said)
    taken = {one.turn_id for one in said if one.turn_id in turns}
    replies_of_turn = Counter((one.turn_id, one.seq) for one in replied if one.turn_id and one.part == 0)
    answers = Counter(turn_id for turn_id, _ in replies_of_turn)
    arrivals = Counter(arrival.id for arrival in platform.arrived)
    states = {one.id: one.state for one in replied}
    return ExactlyOnce(
        database=database,
        deliveries=deliveries,
        messages=len(messages),
        contacts=len({message.contact for message in messages}),
        unreached=going.unreached,
        refused=going.refused,
        lost=sum((message.key, message.text) not in stored for message in messages),
        doubled=stored.total() - len(stored),
        without_turn=sum(one.turn_id not in turns for one in said),
        empty_turns=len(turns.keys() - taken),
        turns=len(turns),
        turns_doubled=sum(count > 1 for count in answers.values()),
        handed_over=sum(turns.values()),
        unanswered=sum(turn not in answers and not held for turn, held in turns.items()),
        disordered=disordered(messages, said),
        replies=len(replied),
        reached=len(arrivals),
        repeated=sum(count > 1 for count in arrivals.values()),
        unsent=sum(state == "sent" and one not in arrivals for one, state in states.items()),
        unknown=sum(states.get(one) not in ("sent", "uncertain") for one in arrivals),
        uncertain=sum(state == "uncertain" for state in states.values()),
        failed=sum(state == "failed" for state in states.values()),
        replies_disordered=replies_disordered(replied, platform.arrived),
        forged=platform.forged,
        took_s=round(took_s, 1),
    )


def disordered(messages: Sequence[Message], said: Sequence[Said]) -> int:
    """Messages that stand before one of their contact that was acknowledged before they were first sent."""
    known = {message.key: message for message in messages}
    conversations: dict[str, list[Message]] = defaultdict(list)
    for one in said:
        if one.key in known:
            conversations[one.conversation_id].append(known[one.key])
    wrong = 0
    for stored in conversations.values():
        earliest_s = float("inf")
        for message in reversed(stored):
            wrong += earliest_s < message.sent_s
            earliest_s = min(earliest_s, message.acknowledged_s)
    return wrong


def replies_disordered(replied: Sequence[Replied], arrived: Sequence[Arrival]) -> int:
    """Replies that first came in before one that stands before them in their conversation."""
    place = {one.id: (one.seq, one.part) for one in replied}
    where = {one.id: one.conversation_id for one in replied}
    latest: dict[str, tuple[int, int]] = {}
    wrong = 0
    for arrival in dict.fromkeys(one.id for one in arrived if one.id in place):
        wrong += place[arrival] < latest.get(where[arrival], (0, 0))
        latest[where[arrival]] = max(place[arrival], latest.get(where[arrival], (0, 0)))
    return wrong
