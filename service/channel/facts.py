"""What a channel declares of its platform's rules on contact details."""

from typing import Any

from service.channel.interface import Channel


def own_lead_card(channel: Channel[Any]) -> frozenset[str]:
    """The kinds of details that a card asks for which is made on the platform: declared as `own_lead_card`.

    It is a message by itself, and may ask for what is forbidden in words.
    """
    return frozenset(getattr(channel, "own_lead_card", ()))


def forbidden_contacts(channel: Channel[Any]) -> frozenset[str]:
    """The kinds of contact details that the platform does not allow in replies: `phone`, `wechat`, `link`, ...

    A channel that has such a rule declares it as `forbidden_contacts`.
    """
    return frozenset(getattr(channel, "forbidden_contacts", ()))
