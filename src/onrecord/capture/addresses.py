"""Which addresses may be connected to: none that is private to this machine or its network.

Every form of an address comes down to the 4 or 16 bytes that would be connected to, and those are
checked: what the name of a host looks like decides nothing (``localhost`` apart).

Source of the ranges: the IANA special-purpose address registries (RFC 6890), as in :mod:`ipaddress`;
IPv4 inside IPv6: RFC 4291 (mapped), RFC 6052 (NAT64), RFC 3056 (6to4), RFC 4380 (Teredo).
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from onrecord.core.errors import FetchFailed, RefusedAddress

__all__ = ["Resolve", "checked", "is_public", "literal", "system_resolve"]

Address = IPv4Address | IPv6Address

Resolve = Callable[[str, int], Sequence[str]]
"""From a host's name and a port to its addresses, as strings."""

_GLOBAL_UNICAST = IPv6Network("2000::/3")
_NAT64 = IPv6Network("64:ff9b::/96")


def is_public(address: Address) -> bool:
    """Whether an address belongs to the public internet.

    >>> from ipaddress import ip_address
    >>> [is_public(ip_address(a)) for a in ("9.9.9.9", "10.0.0.1", "100.64.0.1", "::ffff:127.0.0.1")]
    [True, False, False, False]
    """
    if isinstance(address, IPv4Address):
        return address.is_global and not address.is_multicast and not address.is_reserved
    inner = address.ipv4_mapped or address.sixtofour
    if inner is None and address in _NAT64:
        inner = IPv4Address(int(address) & 0xFFFF_FFFF)
    if inner is not None:
        return is_public(inner)
    return address in _GLOBAL_UNICAST and address.is_global and address.teredo is None


def literal(host: str) -> Address | None:
    """Give the address that a host is written as, None if it is a name.

    IPv4 also in the older forms that C libraries take: one decimal number, octal, hexadecimal, fewer
    than four parts.

    >>> literal("2130706433"), literal("0x7f.1"), literal("example.org")
    (IPv4Address('127.0.0.1'), IPv4Address('127.0.0.1'), None)
    """
    host = host.strip("[]").removesuffix(".")
    try:
        return ip_address(host)
    except ValueError:
        pass
    try:
        return IPv4Address(socket.inet_aton(host))
    except (OSError, UnicodeError, ValueError):
        return None


def system_resolve(host: str, port: int) -> list[str]:
    """Ask the system's resolver for the addresses of a name; its order, without repeats."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(info[4][0]) for info in found))


def checked(host: str, port: int, *, resolve: Resolve, allow_private: bool) -> list[str]:
    """Resolve a host once and check every address it has.

    Args:
        host: a name or a literal address, in ASCII.
        port: the port to connect to.
        resolve: asked for the addresses of a name, once.
        allow_private: let any address pass.

    Returns:
        the addresses to connect to, in the resolver's order.

    Raises:
        RefusedAddress: at least one of the addresses is not public.
        FetchFailed: the name has no address.
    """
    name = host.lower().removesuffix(".")
    if not allow_private and (name == "localhost" or name.endswith(".localhost")):
        raise _refused(host, "this machine itself")
    address = literal(host)
    found = [str(address)] if address is not None else _resolved(host, port, resolve)
    if not allow_private:
        for one in found:
            if not is_public(ip_address(one)):
                raise _refused(
                    host, f"{one}, which is not a public address" if one != host else "no public address"
                )
    return found


def _resolved(host: str, port: int, resolve: Resolve) -> list[str]:
    cause: Exception | None = None
    try:
        if found := list(resolve(host, port)):
            return found
    except (OSError, UnicodeError) as error:
        cause = error
    raise FetchFailed(
        f"no address is known for {host}", remedy="check the spelling and the connection to the network"
    ) from cause


def _refused(host: str, what: str) -> RefusedAddress:
    return RefusedAddress(
        f"{host} leads to {what}", remedy="allow it with --allow-private if the page is on your own network"
    )
