"""What a page says of itself: JSON-LD, meta elements, canonical address, further pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import orjson
from lxml.html import HtmlElement

from incidents.domain.addresses import parse_address
from incidents.domain.errors import PermanentError
from incidents.domain.identity import canonical_url

_ARTICLE_TYPES = re.compile(
    r"(?:News|Live|Blog|Analysis|Background|Reportage|Review|Opinion|Scholarly|Tech)*(?:Article|Posting)|"
    r"WebPage|Report"
)
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "datepublished", "date", "pubdate", "publishdate",
    "dc.date", "dc.date.issued", "dcterms.created", "dcterms.date", "publish-date", "content_publisheddate",
    "parsely-pub-date", "sailthru.date", "og:published_time", "article.published", "publish_date", "cxenseparse:recs:publishtime",
)  # fmt: skip
_MODIFIED = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "lastmod",
    "dcterms.modified",
    "last-modified",
)
_MOST_PAGES = 20
_DATE_CLASS = re.compile(r"(?i)date|time|publish|byline|tanggal|waktu|posted|meta")


@dataclass(frozen=True, slots=True)
class Metadata:
    """The page's own statements, as written; empty where it makes none."""

    title: str = ""
    byline: str = ""
    outlet: str = ""
    canonical: str = ""
    json_ld_published: str = ""
    meta_published: str = ""
    time_published: str = ""
    modified: str = ""
    body: str = ""
    next_pages: tuple[str, ...] = field(default=())


def read(tree: HtmlElement, url: str) -> Metadata:
    """Reads the statements of a parsed page that was found at `url`."""
    linked = _json_ld(tree)
    metas = _metas(tree)
    title = _headline(tree, metas, linked)
    outlet = metas.get("og:site_name", "") or _name(linked.get("publisher"))
    canonical = _canonical(tree, url)
    return Metadata(
        title=_without_outlet(title, outlet),
        byline=_name(linked.get("author")) or _author(metas),
        outlet=outlet,
        canonical=canonical,
        json_ld_published=_text(linked.get("datePublished")),
        meta_published=next((metas[name] for name in _PUBLISHED if metas.get(name)), ""),
        time_published=_time(tree),
        modified=_text(linked.get("dateModified"))
        or next((metas[name] for name in _MODIFIED if metas.get(name)), ""),
        body=_text(linked.get("articleBody")),
        next_pages=tuple(_next_pages(tree, url, canonical)),
    )


def _metas(tree: HtmlElement) -> dict[str, str]:
    """Contents of meta elements by lower-case name, property or itemprop; the first of each wins."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = (element.get("content") or "").strip()
        if name and content:
            found.setdefault(name.lower(), content)
    return found


def _json_ld(tree: HtmlElement) -> dict[str, object]:
    """The first JSON-LD object of the page that is an article."""
    pages: list[dict[str, object]] = []
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            data = orjson.loads(re.sub("[\x00-\x1f]", " ", script.text or ""))
        except orjson.JSONDecodeError:
            continue
        for each in _objects(data, depth=0):
            kinds = each.get("@type")
            names = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(name, str) and _ARTICLE_TYPES.fullmatch(name) for name in names):
                pages.append(each)
    pages.sort(key=lambda each: "datePublished" not in each)
    return pages[0] if pages else {}


def _objects(data: object, depth: int) -> Iterator[dict[str, object]]:
    if depth > 4:
        return
    if isinstance(data, list):
        for each in data:
            yield from _objects(each, depth + 1)
    elif isinstance(data, dict):
        yield data
        yield from _objects(data.get("@graph"), depth + 1)
        yield from _objects(data.get("mainEntity"), depth + 1)


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _name(value: object) -> str:
    """The name, or names with commas, of a JSON-LD person or organisation."""
    if isinstance(value, list):
        return ", ".join(filter(None, map(_name, value[:10])))
    if isinstance(value, dict):
        return _name(value.get("name"))
    name = _text(value)
    return "" if name.startswith("http") else name


def _author(metas: dict[str, str]) -> str:
    name = metas.get("author") or metas.get("article:author") or metas.get("content_author", "")
    return "" if name.startswith("http") else name


def _headline(tree: HtmlElement, metas: dict[str, str], linked: dict[str, object]) -> str:
    for stated in (
        metas.get("og:title", ""),
        _text(linked.get("headline")),
        metas.get("twitter:title", ""),
    ):
        if stated:
            return stated
    for tag in ("h1", "title"):
        element = tree.find(f".//{tag}")
        if element is not None and element.text_content().strip():
            return " ".join(element.text_content().split())
    return ""


def _without_outlet(title: str, outlet: str) -> str:
    """The title without the outlet's name at its end ("… - Kompas.com")."""
    if not outlet:
        return title
    return re.sub(rf"\s+[-–—|]\s+{re.escape(outlet)}\s*$", "", title, flags=re.IGNORECASE) or title


def _time(tree: HtmlElement) -> str:
    for element in tree.iter("time"):
        stated = element.get("datetime") or element.text_content()
        if stated.strip():
            return str(stated.strip())
    return ""


def date_lines(tree: HtmlElement) -> Iterator[str]:
    """Short texts that by their class look like the date line below a headline."""
    for element in tree.iter("span", "div", "p", "small", "li"):
        if _DATE_CLASS.search(element.get("class") or ""):
            text = " ".join(element.text_content()[:400].split())
            if 6 <= len(text) <= 120:
                yield text


def _canonical(tree: HtmlElement, url: str) -> str:
    """The page's own canonical address if it is an article's on the same site, else where it was found."""
    for element in tree.iterfind(".//link[@rel='canonical']"):
        try:
            stated, found = parse_address(element.get("href") or "", url), parse_address(url)
        except PermanentError:
            continue
        same_site = _site(stated.host) == _site(found.host)
        if same_site and (stated.path.strip("/") or stated.query or not found.path.strip("/")):
            return str(stated)
    return url


def _site(host: str) -> str:
    """The last labels of a host that one owner holds: three under .co.id and the like, else two."""
    labels = host.split(".")
    second_level = len(labels) > 2 and len(labels[-1]) == 2 and len(labels[-2]) <= 3
    return ".".join(labels[-3:] if second_level else labels[-2:])


def _next_pages(tree: HtmlElement, url: str, canonical: str) -> Iterator[str]:
    """Addresses of the further pages of the same article, in the order of their numbers."""
    try:
        known_as, here = canonical_url(canonical or url), parse_address(url)
    except PermanentError:
        return
    found: dict[int, str] = {}
    for element in tree.iter("a", "link"):
        href = element.get("href") or ""
        if "page=" not in href and element.get("rel") != "next":
            continue
        try:
            address = parse_address(href, url)
            number = re.search(r"(?:^|&)page=(\d{1,3})(?:&|$)", address.query)
            if number and canonical_url(str(address)) == known_as and str(address) != str(here):
                found.setdefault(int(number[1]), str(address))
        except PermanentError:
            continue
    yield from (found[number] for number in sorted(found)[:_MOST_PAGES] if number > 1)
