"""A site's address is enough to find its feeds and sitemaps, and to see what would be kept."""

from __future__ import annotations

import pytest

from incidents.domain.errors import PermanentError
from incidents.domain.vocabulary import Language, SourceKind
from incidents.ingestion.discover import discover
from tests.ingestion.samples import PARAGRAPHS, rss
from tests.ingestion.site import Reply, Site

HOME = "<html><head><title>Kabar Uji</title>{}</head><body>{}<a href='/read/2019/04/23/kpu'>KPU diretas</a></body></html>"


@pytest.fixture
def home(site: Site) -> Site:
    """A site with a linked feed, a broken one, and a sitemap that only robots.txt names."""
    links = (
        "<link rel='alternate' type='application/rss+xml' href='/umpan'>"
        "<link rel='alternate' type='application/atom+xml' href='/rusak'>"
        "<meta property='og:site_name' content='Kabar Uji'>"
    )
    site.replies["/"] = Reply(HOME.format(links, "<p>".join(PARAGRAPHS)))
    site.replies["/umpan"] = Reply(
        rss([(site.url("/1"), "KPU diretas"), (site.url("/2"), "Harga cabai")]),
        media_type="text/xml",
    )
    site.replies["/robots.txt"] = Reply(
        f"Sitemap: {site.url('/peta.xml')}", media_type="text/plain"
    )
    site.replies["/peta.xml"] = Reply(
        f"<urlset><url><loc>{site.url('/3')}</loc></url></urlset>", media_type="text/xml"
    )
    return site


def test_a_sites_ways_best_first(home: Site) -> None:
    found = discover(home.url("/"), include="kpu")
    assert (found.name, found.language) == ("Kabar Uji", Language.INDONESIAN)
    working = [
        (each.kind, each.url, each.offered, each.kept) for each in found.found if not each.error
    ]
    assert working[0] == (SourceKind.FEED, home.url("/umpan"), 2, 1)
    assert (SourceKind.SITEMAP, home.url("/peta.xml"), 1, 0) in working
    assert working[-1][0] == SourceKind.PAGE
    broken = next(each for each in found.found if each.url == home.url("/rusak"))
    assert "404" in broken.error
    kept = {each.entry.title: each.verdict.kept for each in found.found[0].items}
    assert kept == {"KPU diretas": True, "Harga cabai": False}


def test_the_address_of_a_feed_is_found_to_be_one(home: Site) -> None:
    found = discover(home.url("/umpan"))
    assert [(each.kind, each.offered) for each in found.found] == [(SourceKind.FEED, 2)]
    assert found.homepage == home.url("/")


def test_an_address_that_cannot_be_fetched(home: Site) -> None:
    with pytest.raises(PermanentError):
        discover(home.url("/tidak-ada"))
    with pytest.raises(PermanentError):
        discover("file:///etc/passwd")
