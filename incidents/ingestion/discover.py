"""What a site offers to be polled: its feeds and sitemaps, their newest items, and what would be kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from incidents.domain.addresses import parse_address
from incidents.domain.errors import PermanentError, TemporaryError, TrackerError
from incidents.domain.records import FetchedPage
from incidents.domain.vocabulary import Language, SourceKind

from . import metadata
from .charsets import decode
from .entries import Entry
from .fetch import FEED_TYPES, PAGE_TYPES, Request
from .language import identify
from .pages import parse_tree
from .polite import polite_fetch, sitemaps_in_robots
from .poll import read
from .rules import Verdict, judge, text_of

_FEED_LINKS = frozenset({"application/rss+xml", "application/atom+xml", "application/feed+json"})
_USUAL = (
    ("feed", SourceKind.FEED),
    ("rss", SourceKind.FEED),
    ("sitemap-news.xml", SourceKind.SITEMAP),
    ("sitemap.xml", SourceKind.SITEMAP),
)
SHOWN = 10
MOST_TRIED = 6


@dataclass(frozen=True, slots=True)
class Shown:
    """One item as the source offers it, and whether the rules keep it."""

    entry: Entry
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Found:
    """One way to poll the site: its newest items (at most SHOWN), how many there are and would be kept.

    With `error`, the address was tried and cannot be polled.
    """

    kind: SourceKind
    url: str
    items: tuple[Shown, ...] = ()
    offered: int = 0
    kept: int = 0
    error: str = ""


@dataclass(frozen=True, slots=True)
class Discovery:
    """What is known of a site before it is saved as a source; `found` has the best way first."""

    homepage: str
    name: str
    language: Language
    found: tuple[Found, ...]


def discover(
    address: str, *, include: str = "", exclude: str = "", most: int = MOST_TRIED
) -> Discovery:
    """Looks at a site's address (or a feed's) and tries at most `most` ways to poll it.

    Fetches politely, so it can take most x 2 seconds and more. Raises TemporaryError or
    PermanentError only if the address itself cannot be fetched; stores nothing.
    """
    url = str(parse_address(address if "://" in address else f"https://{address}"))
    page = polite_fetch(Request(url, FEED_TYPES | PAGE_TYPES))
    is_feed = _try_all(page, include, exclude)
    if is_feed is not None:
        origin = parse_address(page.final_url)
        name = origin.host.removeprefix("www.")
        language = identify("\n".join(each.entry.title for each in is_feed.items))
        return Discovery(f"{origin.scheme}://{origin.netloc}/", name, language, (is_feed,))
    tree = parse_tree(decode(page.body, page.charset))
    stated = metadata.read(tree, page.final_url)
    tried = [_try(kind, each, include, exclude) for kind, each in _ways(page, most)]
    tried.append(_read(SourceKind.PAGE, page, include, exclude))
    tried.sort(key=lambda each: (bool(each.error), each.kind == SourceKind.PAGE, not each.offered))
    language = identify(" ".join(tree.text_content().split())[:6000])
    return Discovery(page.final_url, stated.outlet or stated.title, language, tuple(tried))


def _try_all(page: FetchedPage, include: str, exclude: str) -> Found | None:
    """The address read as a feed or a sitemap itself; None if it is neither."""
    for kind in (SourceKind.FEED, SourceKind.SITEMAP):
        found = _read(kind, page, include, exclude)
        if not found.error and found.offered:
            return found
    return None


def _ways(page: FetchedPage, most: int) -> Iterator[tuple[SourceKind, str]]:
    """Feeds that the page links to, sitemaps that robots.txt names, then the usual addresses; each once."""
    seen: set[str] = set()
    for kind, url in _all_ways(page):
        if url not in seen and len(seen) < most:
            seen.add(url)
            yield kind, url


def _all_ways(page: FetchedPage) -> Iterator[tuple[SourceKind, str]]:
    base = page.final_url
    for link in parse_tree(decode(page.body, page.charset)).iter("link"):
        if (link.get("type") or "").lower() in _FEED_LINKS:
            try:
                yield SourceKind.FEED, str(parse_address(link.get("href") or "", base))
            except PermanentError:
                continue
    for url in sitemaps_in_robots(base):
        yield SourceKind.SITEMAP, url
    origin = parse_address(base)
    for path, kind in _USUAL:
        yield kind, f"{origin.scheme}://{origin.netloc}/{path}"


def _try(kind: SourceKind, url: str, include: str, exclude: str) -> Found:
    try:
        page = polite_fetch(Request(url, FEED_TYPES))
    except (TemporaryError, PermanentError) as error:
        return Found(kind, url, error=str(error))
    return _read(kind, page, include, exclude)


def _read(kind: SourceKind, page: FetchedPage, include: str, exclude: str) -> Found:
    url = page.moved_permanently_to or page.url
    try:
        entries = read(kind, page)
    except TrackerError as error:
        return Found(kind, url, error=str(error))
    judged = [Shown(each, judge(text_of(each), include, exclude)) for each in entries]
    dated = [each for each in judged if each.entry.published_at is not None]
    dated.sort(key=lambda each: str(each.entry.published_at), reverse=True)
    newest = (dated + [each for each in judged if each.entry.published_at is None])[:SHOWN]
    kept = sum(each.verdict.kept for each in judged)
    return Found(kind, url, tuple(newest), len(judged), kept)
