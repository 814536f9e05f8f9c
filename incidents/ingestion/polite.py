"""Manners towards hosts: robots.txt, one request at a time, a gap between two, across all workers."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import redis
from django.conf import settings
from django.core.cache import cache as shared
from protego import Protego

from incidents.domain.addresses import Address, parse_address
from incidents.domain.errors import PermanentError, TemporaryError
from incidents.domain.records import FetchedPage

from . import network
from .charsets import decode
from .fetch import Limits, Request, fetch

logger = logging.getLogger(__name__)

ROBOTS_SECONDS = 3600
ROBOTS_LIMITS = Limits(total=10.0, body=500 * 1024)
LONGEST_GAP = 60.0
# A host is held at most this long; then its holder is taken for dead.
HELD_SECONDS = 60.0
# How long a person waits for a host's turn; a worker gives way at once (`gather`).
PATIENCE = 60.0
_STEP = 0.2

# KEYS[1]: when the host is free again (ms). ARGV: now, held until.
_TAKE = """
local free = tonumber(redis.call('GET', KEYS[1]) or '0')
local now = tonumber(ARGV[1])
if free > now then return tostring(free - now) end
redis.call('SET', KEYS[1], ARGV[2], 'PX', 120000)
return '0'
"""
# The place at the end of the line: KEYS[1] holds the time of the last place given.
_LINE = """
local tail = math.max(tonumber(redis.call('GET', KEYS[1]) or '0'), tonumber(ARGV[1])) + tonumber(ARGV[2])
redis.call('SET', KEYS[1], tail, 'PX', 86400000)
return tostring(tail - tonumber(ARGV[1]))
"""


@cache
def _redis() -> redis.Redis:
    return redis.Redis.from_url(
        settings.REDIS_URL, socket_timeout=2, socket_connect_timeout=2, decode_responses=True
    )


def polite_fetch(
    request: Request, *, patience: float = PATIENCE, resolver: network.Resolver = network.resolve
) -> FetchedPage:
    """`fetch`, where robots.txt allows it and when it is the host's turn.

    Further errors: PermanentError "robots"; TemporaryError "host-busy" with `retry_after` if the
    host's turn does not come within `patience` seconds.
    """
    address = parse_address(request.url)
    rules = _robots(address, patience, resolver)
    if not rules.can_fetch(str(address), settings.FETCH_USER_AGENT):
        raise PermanentError(f"robots.txt of {address.host} forbids {address}.", reason="robots")
    with turn(address.netloc, _gap(rules), patience):
        return fetch(request, resolver=resolver)


def sitemaps_in_robots(url: str, *, resolver: network.Resolver = network.resolve) -> list[str]:
    """The sitemaps that a host's robots.txt names; none if it cannot be read."""
    try:
        return list(_robots(parse_address(url), PATIENCE, resolver).sitemaps)
    except (PermanentError, TemporaryError):
        return []


def _gap(rules: Protego) -> float:
    """Seconds between two requests to the host: ours, or the host's crawl delay if longer."""
    asked = rules.crawl_delay(settings.FETCH_USER_AGENT) or 0.0
    return max(float(settings.FETCH_HOST_GAP_SECONDS), min(float(asked), LONGEST_GAP))


@contextmanager
def turn(netloc: str, gap: float, patience: float) -> Iterator[None]:
    """Holds a host; raises TemporaryError(reason="host-busy") if it is not free within `patience`.

    Without Redis each process keeps no order: then no message arrives either, and only a person
    at the command line fetches.
    """
    if gap <= 0:
        yield
        return
    key = f"siaga:host:{netloc}"
    try:
        taken = _take(key, gap, patience)
    except redis.RedisError as error:
        logger.warning("No turn kept for %s: %s", netloc, error)
        taken = False
    try:
        yield
    finally:
        if taken:
            _release(key, gap)


def _take(key: str, gap: float, patience: float) -> bool:
    until = time.monotonic() + patience
    while True:
        now = time.time() * 1000
        wait = _run(_TAKE, key, now, now + HELD_SECONDS * 1000) / 1000
        if wait <= 0:
            return True
        left = until - time.monotonic()
        if left <= 0:
            behind = _run(_LINE, f"{key}:line", now, gap * 1000) / 1000
            raise TemporaryError(
                "It is not the host's turn yet.", reason="host-busy", retry_after=behind
            )
        time.sleep(min(wait, left, _STEP))


def _run(script: str, key: str, now: float, argument: float) -> float:
    return float(_redis().eval(script, 1, key, str(now), str(argument)))


def _release(key: str, gap: float) -> None:
    try:
        _redis().set(key, time.time() * 1000 + gap * 1000, px=120_000)
    except redis.RedisError as error:
        logger.warning("The turn of %s ends by itself: %s", key, error)


def _robots(address: Address, patience: float, resolver: network.Resolver) -> Protego:
    """The host's rules, asked once an hour; a missing file allows all, a failing server nothing yet."""
    origin = f"{address.scheme}://{address.netloc}"
    key = f"robots:{origin}"
    text = _remembered(key)
    if text is None:
        with turn(address.netloc, float(settings.FETCH_HOST_GAP_SECONDS), patience):
            text = _ask_robots(origin, resolver)
        try:
            shared.set(key, text, ROBOTS_SECONDS)
        except redis.RedisError:
            logger.warning("robots.txt of %s is not remembered: no cache", origin)
    return Protego.parse(text)


def _remembered(key: str) -> str | None:
    try:
        found: str | None = shared.get(key)
    except redis.RedisError:
        return None
    return found


def _ask_robots(origin: str, resolver: network.Resolver) -> str:
    request = Request(
        f"{origin}/robots.txt", frozenset({"text/plain", "text/html"}), limits=ROBOTS_LIMITS
    )
    try:
        page = fetch(request, resolver=resolver)
    except PermanentError as error:
        if error.reason == "address":
            raise
        return ""  # RFC 9309, 2.3.1.3: an unavailable file allows everything
    return decode(page.body, page.charset) if page.media_type != "text/html" else ""
