"""Web addresses read as the WHATWG URL Standard reads them, but stricter; and which IP addresses are public."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import quote, unquote_to_bytes, urljoin

import idna

from .errors import PermanentError

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

DEFAULT_PORTS = {"http": 80, "https": 443}
_NUMBER = re.compile(r"0[xX][0-9a-fA-F]*|[0-9]+")
# Forbidden in a domain by the URL Standard, section 3.2.
_FORBIDDEN = re.compile("[\x00-\x20#/:<>?@\\[\\\\\\]^|%\x7f]")
# Left alone when a path or query is percent-encoded; an existing escape stays one.
_PATH_SAFE = "/:@!$&'()*+,;=~-._%"
_QUERY_SAFE = _PATH_SAFE + "?"
# Most addresses are in the final form already: lower-case ASCII host that is no number, nothing to
# escape, no dot segments. They need no more than this.
_PLAIN = re.compile(
    r"(https?)://((?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z])"
    r"((?:/(?!\.)[A-Za-z0-9._~!$&'()*+,;=:@-]*)*)(?:\?([A-Za-z0-9._~!$&'()*+,;=:@/?%-]*))?"
)
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")


@dataclass(frozen=True, slots=True)
class Address:
    """An http(s) address in its parts; `host` is ASCII, an IPv6 host has no brackets."""

    scheme: str
    host: str
    port: int
    path: str
    query: str

    @property
    def netloc(self) -> str:
        """Host, and the port unless it is the scheme's own."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"

    def __str__(self) -> str:
        return f"{self.scheme}://{self.netloc}{self.path}" + (
            f"?{self.query}" if self.query else ""
        )


def refuse(text: str, why: str) -> PermanentError:
    """The error for an address that is not used; names it without any log-in in it."""
    shown = re.sub(r"//[^/@]*@", "//…@", text[:200])
    return PermanentError(f"Not an address to fetch: {shown!r}: {why}.", reason="address")


def parse_address(text: str, base: str = "") -> Address:
    """Reads an http(s) address, relative to `base` if given; raises PermanentError(reason="address").

    Log-ins in addresses, hosts that end in a number without being an IPv4 address, control
    characters and forbidden code points in hosts are refused (WHATWG URL, host parsing).
    """
    plain = _PLAIN.fullmatch(text)
    if plain is not None:
        scheme = plain[1]
        return Address(scheme, plain[2], DEFAULT_PORTS[scheme], plain[3] or "/", plain[4] or "")
    whole = re.sub(r"[\t\n\r]", "", text.strip("".join(map(chr, range(33)))))
    head = re.match(r"[^?#]*", whole)
    if head is not None:  # a browser reads a backslash as a slash; so must a check
        whole = head[0].replace("\\", "/") + whole[head.end() :]
    whole = re.sub(r"^/{3,}", "//", whole)  # as browsers do: what follows is a host
    try:
        whole = urljoin(base, whole) if base else whole
    except ValueError as error:
        raise refuse(text, "it cannot be resolved") from error
    match = re.match(r"(?i)(https?)://([^/?#]*)([^?#]*)(?:\?([^#]*))?", whole)
    if match is None:
        raise refuse(text, "it is not an absolute http or https address")
    scheme = match[1].lower()
    if "@" in match[2]:
        raise refuse(text, "it carries a log-in")
    host, port = _host_and_port(text, match[2])
    path = quote(remove_dots(match[3]), safe=_PATH_SAFE)
    query = quote(match[4] or "", safe=_QUERY_SAFE)
    return Address(scheme, host, DEFAULT_PORTS[scheme] if port is None else port, path, query)


def remove_dots(path: str) -> str:
    """The path without `.` and `..` segments (RFC 3986, 5.2.4); begins with a slash."""
    kept: list[str] = []
    segments = path[1:].split("/")
    for position, segment in enumerate(segments):
        plain = re.sub("%2e", ".", segment, flags=re.IGNORECASE)
        if plain == "..":
            kept = kept[:-1]
        elif plain != ".":
            kept.append(segment)
            continue
        if position == len(segments) - 1:
            kept.append("")
    return "/" + "/".join(kept)


def _host_and_port(text: str, authority: str) -> tuple[str, int | None]:
    match = re.fullmatch(r"(\[[^\]]*\]|[^:]*)(?::([0-9]*))?", authority)
    if match is None:
        raise refuse(text, "its host or port is malformed")
    port = int(match[2]) if match[2] else None
    if port is not None and port > 65535:
        raise refuse(text, "its port is above 65535")
    return _host(text, match[1]), port


def _host(text: str, raw: str) -> str:
    if raw.startswith("["):
        try:
            return str(ipaddress.IPv6Address(raw[1:-1].replace("%", "no zone")))
        except ValueError as error:
            raise refuse(text, "its IPv6 address is malformed") from error
    try:
        host = idna.uts46_remap(unquote_to_bytes(raw).decode(), std3_rules=False)
        if not host.isascii():
            host = idna.encode(host, uts46=True).decode()
    except (UnicodeError, idna.IDNAError) as error:
        raise refuse(text, "its host name is not valid") from error
    if not host.strip(".") or ".." in host or _FORBIDDEN.search(host):
        raise refuse(text, "its host name is not valid")
    labels = host.removesuffix(".").split(".")
    if _NUMBER.fullmatch(labels[-1]):
        return _ipv4(text, labels)
    return host.lower()


def _ipv4(text: str, labels: list[str]) -> str:
    """Dotted quad of the spellings that resolvers accept: fewer parts, octal, hexadecimal."""
    numbers = [_number(label) for label in labels]
    known = [number for number in numbers if number is not None]
    fits = (
        len(known) == len(numbers) <= 4
        and all(number < 256 for number in known[:-1])
        and known[-1] < 256 ** (5 - len(known))
    )
    if not fits:
        raise refuse(text, "its host ends in a number but is not an IPv4 address")
    value = known[-1] + sum(part * 256 ** (3 - place) for place, part in enumerate(known[:-1]))
    return str(ipaddress.IPv4Address(value))


def _number(label: str) -> int | None:
    """A number as inet_aton reads it, or None."""
    if not _NUMBER.fullmatch(label):
        return None
    if label[:2].lower() == "0x":
        return int(label[2:] or "0", 16)
    if len(label) > 1 and label.startswith("0"):
        return int(label, 8) if re.fullmatch("[0-7]+", label) else None
    return int(label)


def embedded_ipv4(address: ipaddress.IPv6Address) -> list[ipaddress.IPv4Address]:
    """IPv4 addresses inside an IPv6 one: mapped, 6to4, Teredo (server and client), NAT64."""
    found = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if address in _NAT64:
        found.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return [each for each in found if each is not None]


def is_public(address: IPAddress) -> bool:
    """Whether a connection to the address leaves for the public internet, whatever it is wrapped in."""
    if isinstance(address, ipaddress.IPv4Address):
        return address.is_global and not address.is_multicast
    inner = embedded_ipv4(address)
    wrapped = address.ipv4_mapped is not None or address in _NAT64
    # Outside 2000::/3 nothing is assigned for global unicast (RFC 4291, section 2.4).
    if not wrapped and not (address in _GLOBAL_UNICAST and address.is_global):
        return False
    return all(is_public(each) for each in inner)
