"""Which proxy the environment names for one host. httpx's own reading fails on values that VPNs and containers set."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def proxy_for(origin: str, proxies: Mapping[str, str] | None = None) -> str | None:
    """Find the proxy to use for an origin.

    Args:
        origin: "https://api.appstoreconnect.apple.com".
        proxies: what `urllib.request.getproxies()` gives, which is the default: the environment's HTTPS_PROXY,
            ALL_PROXY and NO_PROXY, or the system's settings.

    Returns:
        The proxy's URL, None for a direct connection. An entry of NO_PROXY that means nothing is passed over.
    """
    if proxies is None:
        from urllib.request import getproxies

        proxies = getproxies()
    scheme, _, authority = origin.partition("://")
    proxy = (proxies.get(scheme) or proxies.get("all") or "").strip()
    if not proxy:
        return None
    host, port = _host_and_port(authority, "443" if scheme == "https" else "80")
    for entry in proxies.get("no", "").replace(" ", ",").split(","):
        if entry and _covers(entry.strip().lower(), host, port):
            return None
    return proxy if "://" in proxy else f"http://{proxy}"


def _host_and_port(authority: str, default: str) -> tuple[str, str]:
    host, colon, port = authority.rpartition(":")
    if not colon or "]" in port:
        host, port = authority, default
    return host.strip("[]").rstrip("."), port


def _covers(entry: str, host: str, port: str) -> bool:
    """Tell whether one entry of NO_PROXY names this host."""
    if entry == "*":
        return True
    entry = entry.partition("://")[2] or entry
    if "/" in entry or entry.count(":") > 1 or entry.startswith("["):
        return _covers_address(entry, host, port)
    name, colon, its_port = entry.partition(":")
    if colon and its_port != port:
        return False
    name = name.removeprefix("*").strip(".")
    return bool(name) and (host == name or host.endswith("." + name))


def _covers_address(entry: str, host: str, port: str) -> bool:
    """The same for an IPv6 address, bare or in brackets, and for a network such as 10.0.0.0/8."""
    from ipaddress import ip_address, ip_network

    inside, bracket, after = entry.removeprefix("[").partition("]")
    if bracket and after.startswith(":") and after[1:] != port:
        return False
    network = inside + (after if after.startswith("/") else "")
    try:
        return ip_address(host) in ip_network(network, strict=False)
    except ValueError:
        return False  # a name is in no network, and nonsense names nothing
