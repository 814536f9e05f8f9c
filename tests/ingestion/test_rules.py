"""Rules keep or set aside, and say why; a preview changes nothing."""

from __future__ import annotations

import pytest

from incidents.ingestion.rules import judge, preview
from tests.factories.sources import FeedFactory, ItemFactory


@pytest.mark.parametrize(
    ("text", "include", "exclude", "reason"),
    [
        ("KPU diretas", "", "", ""),
        ("KPU diretas", "kpu\nbawaslu", "", ""),
        ("Harga cabai naik", "kpu\nbawaslu", "", "contains none of the words to include"),
        ("Pilkada dan KPUD", "kpu", "", "contains none of the words to include"),
        ("Pilkada dan KPUD", "kpu*", "", ""),
        ("KPU Korea diretas", "kpu", "korea", "excluded by “korea”"),
        ("Data C++ (bocor)", "c++\n  \n", "", ""),
    ],
)
def test_the_verdict_and_its_reason(text: str, include: str, exclude: str, reason: str) -> None:
    verdict = judge(text, include, exclude)
    assert (verdict.kept, verdict.reason) == (not reason, reason)


@pytest.mark.django_db
def test_a_preview_shows_what_other_rules_would_do() -> None:
    source = FeedFactory.create(include="")
    ItemFactory.create(source=source, title="KPU diretas")
    ItemFactory.create(source=source, title="Harga cabai naik")
    shown = {each.item.title: each.verdict.kept for each in preview(source, "kpu", "")}
    assert shown == {"KPU diretas": True, "Harga cabai naik": False}
    source.refresh_from_db()
    assert source.include == ""
