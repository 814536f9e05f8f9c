"""What extraction promises for any text: spans inside it, no exception, the same answer in any form."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incidents.domain.records import Extraction
from incidents.domain.vocabulary import Kind, Language, categories_of, statuses_of
from incidents.extraction import extract, version

REPORT = (
    "JAKARTA - Ketua KPU Arief Budiman mengatakan, sistem KPU menghadapi sekitar 5 ribu serangan siber "
    "pada Pemilu 2019.\n"
    "“Situs infopemilu.kpu.go.id sempat diretas dan tampilannya diubah,” kata Arief di Jakarta, Rabu (17/4/2019).\n"
    "KPU bekerja sama dengan BSSN dan Polri untuk mengamankan server Situng.\n"
    "Polisi menangkap dua orang yang menyebarkan hoaks bahwa server KPU sudah disetel."
)
PIECES = st.sampled_from(
    [*REPORT.replace("\n", " ").split(), "\n", "Baca juga:", "5,5 juta", "hoaks", "diretas", "KPU.", "“", "”",
     "Selasa (12/3)", "🙂", "e\u0301", "\u200b", "\u00ad", "ﬁ", "İ", "Ⅷ", "١٢٣", "\ud7ff", "https://kpu.go.id/?q=1"]
)  # fmt: skip


def wellformed(extraction: Extraction, text: str) -> None:
    """What must hold for every extraction of `text`."""
    assert 0 <= extraction.relevance <= 1
    assert extraction.version == version()
    for candidate in extraction.candidates:
        assert 0 <= candidate.span.start < candidate.span.end <= len(text)
        assert candidate.span.of(text).strip() == candidate.span.of(text)
        assert candidate.category in categories_of(candidate.kind)
        assert candidate.status in statuses_of(candidate.kind)
        assert 0 <= candidate.confidence <= 1
        assert candidate.explanation
        assert candidate.figure is None or candidate.figure.value >= 1
        assert candidate.when is None or candidate.when.start <= candidate.when.end


@settings(max_examples=80, deadline=None)
@given(
    st.one_of(st.text(max_size=400), st.lists(PIECES, max_size=60).map(" ".join)),
    st.text(max_size=40),
    st.sampled_from([None, *Language]),
    st.one_of(st.none(), st.dates()),
)
def test_any_text_gives_well_formed_candidates_and_never_an_error(
    text: str, title: str, language: Language | None, published: date | None
) -> None:
    wellformed(extract(text, title=title, language=language, published=published), text)


def shape(extraction: Extraction) -> list[tuple[object, ...]]:
    """What was found, without the places."""
    return [
        (c.kind, c.category, c.status, c.figure and c.figure.value, c.when,
         c.reported_by and c.reported_by.text)
        for c in extraction.candidates
    ]  # fmt: skip


def plain(text: str) -> str:
    """A text without what forms differ in: spaces, width, accents' composition, invisible characters."""
    kept = (c for c in unicodedata.normalize("NFKC", text) if c.isalnum())
    return "".join(kept).casefold()


@pytest.mark.parametrize(
    "changed",
    [
        REPORT.replace(" ", "  "),
        REPORT.replace(" ", "\u00a0"),
        REPORT.replace("\n", "\r\n"),
        REPORT.replace("\n", "\n\n\n"),
        REPORT.replace("“", '"').replace("”", '"'),
        unicodedata.normalize("NFD", REPORT),
        REPORT.replace("serangan", "se\u00adrangan"),
        REPORT.replace("serangan", "sera\u200bngan"),
        "\ufeff" + REPORT,
        f"\n\n  {REPORT}  \n",
    ],
    ids=[
        "double spaces", "hard spaces", "carriage returns", "empty lines", "plain quotes",
        "decomposed", "soft hyphens", "zero width", "byte order mark", "margins",
    ],
)  # fmt: skip
def test_the_same_words_in_another_form_say_the_same(changed: str) -> None:
    wanted, found = extract(REPORT), extract(changed)
    assert wanted.candidates
    assert shape(found) == shape(wanted)
    for one, other in zip(wanted.candidates, found.candidates, strict=True):
        assert plain(other.span.of(changed)) == plain(one.span.of(REPORT))


def test_the_answer_does_not_depend_on_what_was_asked_before() -> None:
    first = extract(REPORT, title="KPU diserang")
    extract("Cuaca cerah.", language=Language.ENGLISH)
    assert extract(REPORT, title="KPU diserang") == first


def test_candidates_stand_in_the_order_of_the_text() -> None:
    starts = [candidate.span.start for candidate in extract(REPORT).candidates]
    assert starts == sorted(starts)


def test_every_candidate_says_why() -> None:
    for candidate in extract(REPORT).candidates:
        assert any(cue.weight > 0 for cue in candidate.explanation)
        assert all(cue.rule and cue.text for cue in candidate.explanation)


@pytest.mark.parametrize("text", ["", " \n\t ", "\ufeff", "Halo.", "\x00" * 10, "." * 5000])
def test_a_text_without_a_report_is_not_relevant(text: str) -> None:
    found = extract(text)
    assert (found.relevant, found.candidates, found.elections) == (False, (), ())


@pytest.mark.parametrize(
    "text",
    [
        "Peretas membobol situs bank dan mencuri data jutaan nasabah. Polisi menangkap pelakunya.",
        "Hackers broke into the hospital's network with ransomware. Police arrested a suspect.",
        "KPU membagikan logistik pemilu ke semua TPS. Pemungutan suara digelar besok pagi.",
    ],
)
def test_of_the_two_subjects_both_must_occur(text: str) -> None:
    found = extract(text)
    assert not found.relevant
    assert found.relevance == 0.0  # not even scored


def test_the_title_may_be_what_names_the_election() -> None:
    text = (
        "Situs diretas. Peretas menguasai laman itu sejak Senin malam dan mengganti halaman muka."
    )
    assert extract(text).relevance == 0.0
    assert extract(text, title="Situs KPU diretas jelang Pemilu").relevance > 0.0


def test_one_event_told_twice_is_one_mention() -> None:
    twice = f"{REPORT}\nSebagaimana diberitakan, sistem KPU menghadapi sekitar 5 ribu serangan siber pada Pemilu 2019."
    wanted = [c for c in extract(REPORT).candidates if c.figure and c.figure.value == 5000]
    found = [c for c in extract(twice).candidates if c.figure and c.figure.value == 5000]
    assert len(wanted) == len(found) == 1


def test_kinds_are_told_apart_in_one_report() -> None:
    kinds = {candidate.kind for candidate in extract(REPORT).candidates}
    assert {Kind.ATTACK, Kind.MITIGATION} <= kinds


def test_work_grows_with_the_text_and_not_faster() -> None:
    """Counted in calls of Python functions, so that a busy machine does not matter."""
    import sys

    def calls(text: str) -> int:
        counted = 0

        def watch(_frame: object, event: str, _arg: object) -> None:
            nonlocal counted
            counted += event in ("call", "c_call")

        sys.setprofile(watch)
        try:
            extract(text)
        finally:
            sys.setprofile(None)
        return counted

    extract(REPORT)
    once, often = calls(REPORT * 8), calls(REPORT * 32)
    assert often < 4 * once * 1.3


def test_one_endless_line_is_read_in_bounded_time() -> None:
    """Repetition that would make a careless expression explode; the runner's own timeout would tell."""
    for text in ("a" * 200_000, "KPU " * 50_000, "(" * 50_000, "1." * 50_000, '"' * 50_000):
        wellformed(extract(text), text)
