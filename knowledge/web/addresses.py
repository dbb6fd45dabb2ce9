"""Which network an IP address belongs to, whatever form it is dressed in.

Sources: IANA's special-purpose address registries (RFC 6890), RFC 6052 (NAT64), and what the clouds document of their
metadata services.
"""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network
from typing import Literal

Address = IPv4Address | IPv6Address
Reach = Literal["public", "internal", "never"]

# A company may index these on purpose.
_INTERNAL_4 = tuple(map(IPv4Network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "127.0.0.0/8")))
_INTERNAL_6 = (IPv6Network("fc00::/7"), IPv6Network("::1/128"))
# A cloud hands out its machines' credentials here, at addresses that look private or even public: Alibaba, Azure, AWS.
# (169.254.169.254 of all others is link-local, which is refused as a whole.)
_METADATA = frozenset((IPv4Address("100.100.100.200"), IPv4Address("168.63.129.16"), IPv6Address("fd00:ec2::254")))
_RELAYS_4 = IPv4Network("192.88.99.0/24")
_UNICAST_6 = IPv6Network("2000::/3")
_NAT64 = IPv6Network("64:ff9b::/96")


def reach(address: Address) -> Reach:
    """Public; internal (private networks and this machine); or never to be reached, not even on purpose."""
    if address in _METADATA:
        return "never"
    return _reach_4(address) if isinstance(address, IPv4Address) else _reach_6(address)


def _reach_4(address: IPv4Address) -> Reach:
    if any(address in network for network in _INTERNAL_4):
        return "internal"
    # Python calls multicast global.
    return "public" if address.is_global and not address.is_multicast and address not in _RELAYS_4 else "never"


def _reach_6(address: IPv6Address) -> Reach:
    if address.ipv4_mapped is not None:
        return reach(address.ipv4_mapped)
    if address in _NAT64:
        return reach(IPv4Address(int(address) & 0xFFFFFFFF))
    if any(address in network for network in _INTERNAL_6):
        return "internal"
    # 6to4 and Teredo carry any IPv4 address inside; nobody serves a site there.
    if address not in _UNICAST_6 or address.sixtofour is not None or address.teredo is not None:
        return "never"
    return "public" if address.is_global else "never"
