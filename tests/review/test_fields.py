"""What people ask for becomes columns, or is refused in words; pure, without a database."""

from __future__ import annotations

import ast
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents import review
from incidents.domain.errors import RuleViolation
from incidents.domain.records import Figure, Period
from incidents.domain.vocabulary import (
    Category,
    Kind,
    LinkKind,
    Precision,
    Status,
    Unit,
    categories_of,
    statuses_of,
)
from incidents.models import Article, Incident, Mention
from incidents.review import fields

DAY, NEXT = date(2019, 4, 17), date(2019, 4, 18)
LARGEST = 2**63 - 1


def mention(text: str = "Situs KPU diserang.") -> Mention:
    """A mention that no database holds."""
    article = Article(text=text)
    return Mention(
        article=article, kind="attack", category="ddos", status="occurred", start=0, end=5
    )


def refused(act: object) -> str:
    """The reason for which a call is refused."""
    with pytest.raises(RuleViolation) as caught:
        act()  # type: ignore[operator]  # a function
    assert str(caught.value)
    return caught.value.reason


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("category", Category)
def test_a_category_goes_with_its_kinds_only(kind: Kind, category: Category) -> None:
    columns = {"kind": kind, "category": category, "status": statuses_of(kind)[0]}
    if category in categories_of(kind):
        fields.agree(columns, mention())
    else:
        assert refused(lambda: fields.agree(columns, mention())) == "disagree"


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("status", Status)
def test_a_status_goes_with_its_kinds_only(kind: Kind, status: Status) -> None:
    columns = {"kind": kind, "category": categories_of(kind)[0], "status": status}
    if status in statuses_of(kind):
        fields.agree(columns, mention())
    else:
        assert refused(lambda: fields.agree(columns, mention())) == "disagree"


@pytest.mark.parametrize(
    "wrong", [{"kind": "rumour"}, {"kind": ""}, {"category": ""}, {"status": "x"}]
)
def test_codes_of_no_list_are_refused(wrong: dict[str, str]) -> None:
    assert refused(lambda: fields.agree(wrong, mention())) == "disagree"


def test_what_is_not_changed_counts_with_what_is() -> None:
    assert refused(lambda: fields.agree({"kind": "mitigation"}, mention())) == "disagree"
    fields.agree({"category": "data-breach"}, mention())
    fields.agree({}, mention())


@pytest.mark.parametrize(
    ("start", "end", "quote"), [(0, 5, "Situs"), (0, 19, "Situs KPU diserang."), (18, 19, ".")]
)
def test_evidence_is_what_the_span_covers(start: int, end: int, quote: str) -> None:
    assert fields.quoted("Situs KPU diserang.", start, end) == quote


@pytest.mark.parametrize(
    ("start", "end"), [(-1, 5), (5, 5), (6, 5), (0, 20), (19, 20), (5, 6), (10**9, 10**9 + 1)]
)
def test_a_span_outside_the_text_or_of_blanks_is_refused(start: int, end: int) -> None:
    assert refused(lambda: fields.quoted("Situs KPU diserang.", start, end)) == "span"


@given(st.text(max_size=30), st.integers(-5, 40), st.integers(-5, 40))
def test_no_span_gives_evidence_that_the_text_does_not_hold(
    text: str, start: int, end: int
) -> None:
    try:
        quote = fields.quoted(text, start, end)
    except RuleViolation:
        return
    assert quote.strip()
    assert text[start:end] == quote


def test_moving_one_end_of_a_span_quotes_anew() -> None:
    columns = fields.mention_columns(mention(), {"end": 9})
    assert (columns["start"], columns["end"], columns["evidence"]) == (0, 9, "Situs KPU")
    columns = fields.mention_columns(mention(), {"start": 2})
    assert columns["evidence"] == "tus"
    assert refused(lambda: fields.mention_columns(mention(), {"start": 5})) == "span"


@pytest.mark.parametrize("value", [0, 1, LARGEST])
def test_figures_to_the_edge_of_the_column(value: int) -> None:
    assert fields.figure_columns(Figure(value, approximate=True, unit=Unit.ATTACKS)) == {
        "figure_value": value, "figure_approximate": True, "figure_unit": "attacks",
    }  # fmt: skip


@pytest.mark.parametrize("value", [-1, LARGEST + 1, 10**30])
def test_figures_beyond_it_are_refused(value: int) -> None:
    figure = Figure(value, approximate=False, unit=Unit.ATTACKS)
    assert refused(lambda: fields.figure_columns(figure)) == "figure"


def test_no_figure_empties_all_its_columns() -> None:
    assert fields.figure_columns(None) == {
        "figure_value": None, "figure_approximate": False, "figure_unit": "",
    }  # fmt: skip
    columns = fields.mention_columns(mention(), {"figure": None})
    assert columns["figure_text"] == ""


def test_the_figure_as_written_is_cut_to_its_column() -> None:
    figure = Figure(5, approximate=False, unit=Unit.SITES, text="x" * 200)
    assert len(str(fields.mention_columns(mention(), {"figure": figure})["figure_text"])) == 120


def test_a_period_of_one_day_and_one_that_ends_before_it_begins() -> None:
    assert fields.period_columns(Period(DAY, DAY, Precision.DAY)) == {
        "starts_on": DAY, "ends_on": DAY, "precision": "day",
    }  # fmt: skip
    assert refused(lambda: fields.period_columns(Period(NEXT, DAY, Precision.DAY))) == "period"
    assert set(fields.period_columns(None).values()) == {None, ""}


@pytest.mark.parametrize(
    "url", ["", "kabar.example/a", "javascript:alert(1)", "ftp://a.example/", " https://a.example/", "HTTPS://"]
)  # fmt: skip
def test_only_addresses_of_the_web_are_cited(url: str) -> None:
    assert refused(lambda: fields.citation_columns({"url": url})) == "url"


@pytest.mark.parametrize(
    ("name", "most"), [("title", 200), ("target_text", 300), ("figure_reason", 300), ("actor_text", 300)]
)  # fmt: skip
def test_texts_to_the_edge_of_their_columns(name: str, most: int) -> None:
    record = Incident(kind="attack", category="ddos", status="occurred")
    changes = {name: "x" * most}
    assert fields.incident_columns(record, changes)[name] == "x" * most  # type: ignore[arg-type]  # by name
    changes = {name: "x" * (most + 1)}
    assert refused(lambda: fields.incident_columns(record, changes)) == "too-long"  # type: ignore[arg-type]  # by name


@pytest.mark.parametrize("name", ["title", "summary", "note_en", "target_text", "figure_reason"])
def test_no_text_holds_what_the_database_cannot(name: str) -> None:
    record = Incident(kind="attack", category="ddos", status="occurred")
    changes = {name: "a\x00b"}
    assert refused(lambda: fields.incident_columns(record, changes)) == "text"  # type: ignore[arg-type]  # by name


def test_a_label_and_a_credibility_of_no_list_are_refused() -> None:
    record = Incident(kind="attack", category="ddos", status="occurred")
    assert refused(lambda: fields.incident_columns(record, {"tlp": "purple"})) == "tlp"
    assert refused(lambda: fields.mention_columns(mention(), {"credibility": 7})) == "credibility"


def _record(kind: str, key: int) -> Incident:
    return Incident(pk=key, kind=kind)


@pytest.mark.parametrize("source", Kind)
@pytest.mark.parametrize("target", Kind)
def test_only_a_measure_mitigates_and_never_a_measure(source: Kind, target: Kind) -> None:
    pair = _record(source, 1), _record(target, 2)
    if source == Kind.MITIGATION and target != Kind.MITIGATION:
        fields.check_link(*pair, LinkKind.MITIGATES)
    else:
        assert refused(lambda: fields.check_link(*pair, LinkKind.MITIGATES)) == "link"
    fields.check_link(*pair, LinkKind.RELATED)
    fields.check_link(*pair, LinkKind.PART_OF)


def test_no_link_to_itself_and_of_no_unknown_kind() -> None:
    one = _record("attack", 1)
    assert refused(lambda: fields.check_link(one, one, LinkKind.RELATED)) == "link"
    assert refused(lambda: fields.check_link(one, _record("attack", 2), "causes")) == "link"


def test_every_refusal_of_review_can_be_translated() -> None:
    """The first argument is `_(…)`, alone or with values put in; other texts were made by Django."""
    untold = []
    for path in Path(str(review.__file__)).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in {
                "RuleViolation", "AccessDenied",
            }:  # fmt: skip
                said = ast.unparse(node.args[0])
                if not said.startswith("_(") and "error.messages" not in said:
                    untold.append((path.name, said))
                assert [each.arg for each in node.keywords] == ["reason"], said
    assert untold == []
