"""The measurement that ships with the product can be read, and is of the labelled set."""

from __future__ import annotations

from incidents.domain.vocabulary import categories_of
from incidents.insights.labelled_quality import STORED, measured
from tests.extraction.corpora import LABELLED, articles


def test_the_shipped_measurement_is_of_all_labelled_articles() -> None:
    assert STORED.exists()
    kept = measured()
    assert kept is not None
    gold = articles(LABELLED)
    assert kept.articles == len(gold)
    assert kept.mentions.found_in == sum(len(record["mentions"]) for record in gold)
    assert kept.relevance.found_in == sum(record["relevant"] for record in gold)
    assert kept.shares["evidence found in the text"][0] == 1.0
    for row in kept.categories:
        assert row.category in categories_of(row.kind)
        for rate in (row.rates.precision, row.rates.recall, row.rates.f1):
            assert 0 <= rate <= 1
