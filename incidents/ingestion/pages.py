"""HTML pages read as articles: trafilatura for the body, the page's own statements for the rest."""

from __future__ import annotations

import json
import logging
import re
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TypedDict

import trafilatura
from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from incidents.domain.addresses import parse_address
from incidents.domain.errors import PermanentError
from incidents.domain.identity import normal_text
from incidents.domain.records import FetchedPage, ParsedArticle
from incidents.domain.vocabulary import DateOrigin

from . import dates, metadata
from .charsets import decode
from .clutter import without_clutter
from .language import identify

# Shorter bodies are doubted: a rule of the site, or the page's own statement, may have more.
SHORT = 250
# Begins and ends of elements; hostile pages with more take minutes and gigabytes.
MOST_TAGS = 40_000
# It warns of every page without text; we say so ourselves.
logging.getLogger("trafilatura").setLevel(logging.ERROR)


class SiteRule(TypedDict, total=False):
    """What general rules get wrong on one site; XPath expressions (site_rules.json)."""

    content: str
    drop: list[str]
    outlet: str


@cache
def site_rules() -> dict[str, SiteRule]:
    """Rules by host; a rule holds for the hosts below it too."""
    path = Path(__file__).with_name("site_rules.json")
    rules: dict[str, SiteRule] = json.loads(path.read_text(encoding="utf-8"))
    return rules


def rule_for(url: str) -> SiteRule:
    """The rule of the nearest host, or an empty one."""
    try:
        labels = parse_address(url).host.split(".")
    except PermanentError:
        return {}
    for start in range(len(labels)):
        rule = site_rules().get(".".join(labels[start:]))
        if rule is not None:
            return rule
    return {}


def parse_tree(text: str) -> HtmlElement:
    """The page as a tree; raises PermanentError ("html", "too-complex") if there is none.

    The parser itself ends at 256 elements inside each other.
    """
    if text.count("<") > MOST_TAGS:
        raise PermanentError(f"The page has more than {MOST_TAGS} tags.", reason="too-complex")
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text.replace("\x00", ""))
    try:
        return document_fromstring(text, parser=HTMLParser(encoding=None, remove_comments=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise PermanentError("It cannot be read as HTML.", reason="html") from error


def parse_page(page: FetchedPage) -> ParsedArticle:
    """Reads a fetched page as an article; raises PermanentError where there is none in it."""
    tree = parse_tree(decode(page.body, page.charset))
    url = page.final_url or page.url
    rule = rule_for(url)
    stated = metadata.read(tree, url)
    text = _body(tree, rule, stated)
    if not text:
        raise PermanentError("No article text was found on the page.", reason="empty")
    language = identify(text)
    dated = _published(tree, stated, url, text, language)
    changed = dates.parse_date(stated.modified, language=language) if stated.modified else None
    return ParsedArticle(
        title=normal_text(stated.title),
        text=text,
        language=language,
        canonical_url=stated.canonical,
        byline=normal_text(stated.byline),
        outlet=normal_text(rule.get("outlet", "") or stated.outlet or _host(url)),
        published_on=dated.on if dated else None,
        published_precision=dated.precision if dated else None,
        published_from=dated.origin if dated else None,
        modified_on=changed[0] if changed else None,
        next_pages=stated.next_pages,
    )


def _host(url: str) -> str:
    try:
        return parse_address(url).host.removeprefix("www.")
    except PermanentError:
        return ""


def _body(tree: HtmlElement, rule: SiteRule, stated: metadata.Metadata) -> str:
    """The article's text: the general rules', the site rule's, or the page's own, if that is longer."""
    for expression in rule.get("drop", []):
        for element in tree.xpath(expression):
            element.drop_tree()
    text = _general(tree, favor_recall=False)
    if len(text) < SHORT and rule.get("content"):
        text = max(text, _paragraphs(tree, rule["content"]), key=len)
    if len(text) < SHORT:
        text = max(text, _general(tree, favor_recall=True), stated.body, key=len)
    return normal_text(without_clutter(normal_text(text)))


def _general(tree: HtmlElement, *, favor_recall: bool) -> str:
    document = trafilatura.bare_extraction(
        tree, fast=True, include_comments=False, favor_recall=favor_recall, as_dict=False
    )
    return (getattr(document, "text", None) or "") if document is not None else ""


def _paragraphs(tree: HtmlElement, expression: str) -> str:
    texts = (
        element.text_content() for root in tree.xpath(expression) for element in root.iter("p")
    )
    return "\n".join(" ".join(text.split()) for text in texts)


def _published(
    tree: HtmlElement, stated: metadata.Metadata, url: str, text: str, language: str
) -> dates.Dated | None:
    """The publication date by the first that states one: JSON-LD, meta, time, address, dateline."""
    origins = (
        (stated.json_ld_published, DateOrigin.JSON_LD),
        (stated.meta_published, DateOrigin.META),
        (stated.time_published, DateOrigin.TIME),
    )
    for written, origin in origins:
        found = dates.parse_date(written, language=language) if written else None
        if found:
            return dates.Dated(*found, origin)
    in_url, in_text = dates.from_url(url), dates.from_dateline(text)
    if in_url and in_text and in_url.precision != in_text.precision:
        return in_text if in_text.on.replace(day=1) == in_url.on else in_url
    return in_url or in_text or _shown(tree, language)


def _shown(tree: HtmlElement, language: str) -> dates.Dated | None:
    """The first date in a line that looks like the date line of the page."""
    for line in islice(metadata.date_lines(tree), 10):
        found = dates.parse_date(line, language=language)
        if found:
            return dates.Dated(*found, DateOrigin.DATELINE)
    return None
