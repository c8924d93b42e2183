"""Which Host headers are answered.

A page of a foreign site can have its name lead to the reader's own machine (DNS rebinding) and would read the
store as its own site then.  That needs a name that somebody can own: so addresses, names without a dot, names
that nobody can own (RFC 2606, RFC 6761) and the host of `--base` are answered, others are not.

Comes in: a header.  Goes out: whether it is answered.
"""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

_RESERVED = frozenset({"localhost", "test", "example", "invalid", "internal"})


def is_answered(header: str | None, own: str) -> bool:
    """Tell whether requests with this Host header are answered; `own` is the host of the base."""
    name = host_name(header or "")
    return name is not None and (name == own or "." not in name or is_address(name) or is_reserved(name))


def host_name(header: str) -> str | None:
    """Return the host of a Host header, lower case, without port; None when it is none."""
    try:
        return (urlsplit(f"//{header}").hostname or "").rstrip(".")
    except ValueError:
        return None


def is_address(name: str) -> bool:
    """Tell whether a host is an IP address."""
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def is_loopback(host: str) -> bool:
    """Tell whether a host that is listened at can be reached from this machine alone."""
    return ip_address(host).is_loopback if is_address(host) else host == "localhost"


def is_reserved(name: str) -> bool:
    """Tell whether nobody can own a name."""
    return name.rpartition(".")[2] in _RESERVED
