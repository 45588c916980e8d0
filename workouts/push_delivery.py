"""Carries a notice to the address that a phone gave us: it comes from outside, so it may lead nowhere inside."""

import socket
import ssl
import threading
from collections.abc import Mapping
from contextlib import suppress
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

# For each step, and for all of it: somebody's own receiver may answer a byte at a time.
STEP_SECONDS, WHOLE_SECONDS = 5, 10
TRANSLATED = IPv6Network("64:ff9b::/96")


class Undelivered(Exception):
    """The reason in a word that names nobody."""


def fault_of(endpoint: str) -> str:
    """Why nothing will ever be sent there; empty where it may be. Names are looked up when something is sent."""
    try:
        parts = urlsplit(endpoint)
        port = parts.port
    except ValueError:
        return "no address"
    if not endpoint.isascii() or not endpoint.isprintable() or " " in endpoint or not parts.hostname:
        return "no address"
    if settings.WEB_PUSH_TO_LOOPBACK and parts.hostname == "127.0.0.1":
        return ""
    if parts.scheme != "https" or port not in (None, 443) or "@" in parts.netloc:
        return "not https"
    return "" if leads_outside(parts.hostname) else "inside"


def leads_outside(host: str) -> bool:
    """A name may, as far as this tells; a number says so itself."""
    try:
        return is_public(host)
    except ValueError:
        return "." in host.strip(".") and not host.rstrip(".").endswith((".localhost", ".local", ".internal"))


def is_public(address: str) -> bool:
    found = ip_address(address)
    if isinstance(found, IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour
        if found in TRANSLATED:
            inner = IPv4Address(int(found) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return found.is_global and not found.is_multicast


def deliver(endpoint: str, body: bytes, headers: Mapping[str, str]) -> int:
    """The status that the push service answers with. Follows no redirect and uses no proxy."""
    if fault := fault_of(endpoint):
        raise Undelivered(fault)
    parts = urlsplit(endpoint)
    try:
        # OpenSSL is given its time for the whole handshake.
        line = connected(parts)
        watch = threading.Timer(WHOLE_SECONDS, hang_up, [line.sock])
        watch.start()
        try:
            line.request("POST", target_of(parts), body, dict(headers))
            with line.getresponse() as answer:
                return answer.status
        finally:
            watch.cancel()
            line.close()
    except (OSError, HTTPException, UnicodeError) as error:
        raise Undelivered(type(error).__name__) from error


def reach(parts: SplitResult) -> socket.socket:
    """Connects to a number that was looked at: asking for the name twice could be answered in two ways."""
    port = parts.port or 443
    found = socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
    addresses = [str(each[4][0]) for each in found]
    if not all(is_public(address) or is_loopback_of_tests(address) for address in addresses):
        raise Undelivered("inside")
    return socket.create_connection((addresses[0], port), STEP_SECONDS)


def is_loopback_of_tests(address: str) -> bool:
    return settings.WEB_PUSH_TO_LOOPBACK and address == "127.0.0.1"


def connected(parts: SplitResult) -> HTTPConnection:
    host, wire = parts.hostname or "", reach(parts)
    if parts.scheme == "http":
        line = HTTPConnection(host, parts.port)
        line.sock = wire
        return line
    context = ssl.create_default_context()
    line = HTTPSConnection(host, parts.port or 443, context=context)
    line.sock = context.wrap_socket(wire, server_hostname=host)
    return line


def target_of(parts: SplitResult) -> str:
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def hang_up(wire: socket.socket) -> None:
    # Not the method of an encrypted one, which would let go of what the other thread is reading from.
    with suppress(OSError):
        socket.socket.shutdown(wire, socket.SHUT_RDWR)
