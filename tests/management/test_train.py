"""`manage.py train` and the nightly task: from decisions to the confidence of the next mentions, and back."""

from __future__ import annotations

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from incidents import tasks
from incidents.domain.labels import DecidedArticle
from incidents.domain.vocabulary import MentionState, RejectionReason
from incidents.models import Article, ExtractorModel, Mention, User
from incidents.review import decide
from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db

RIGHT = (
    "Situs web KPU diretas dan tampilannya diubah peretas pada Rabu malam.\n"
    "Polisi menyelidiki peretasan situs KPU itu menjelang Pemilu 2024.\n"
    "KPU bekerja sama dengan BSSN untuk memulihkan server yang diserang peretas."
)
WRONG = (
    "Dalam gladi di kantor KPU, tim merah membobol data pemilih Pemilu 2024 tiruan.\n"
    "Peserta gladi lalu melaporkan pencurian data pemilih tiruan itu kepada polisi.\n"
    "Panitia gladi menutup akses server KPU tiruan yang dibobol peretas."
)
LEAST_ARTICLES = 24
ENOUGH_HELD_OUT = 2


def run(*args: str) -> str:
    out = StringIO()
    call_command("train", *args, stdout=out)
    return out.getvalue()


def extracted(text: str) -> Article:
    article = ArticleFactory.create(text=f"JAKARTA - {text}", title="Kabar dari KPU")
    tasks.extract_now(article)
    return article


def decide_all(by: User) -> None:
    """Accepts what stands in right articles and rejects the rest."""
    seen: dict[bool, dict[int, int]] = {True: {}, False: {}}
    for mention in Mention.objects.filter(state=MentionState.WAITING).select_related("article"):
        seen[RIGHT in mention.article.text][mention.pk] = mention.version
    if seen[True]:
        decide.accept_many(seen[True], by=by)
    decide.reject_many(seen[False], by=by, reason=RejectionReason.NOT_ELECTION)


def held_out(articles: list[Article]) -> dict[bool, int]:
    """How many right and wrong articles stand in the fixed part."""
    settled = {RIGHT in article.text: 0 for article in articles}
    for article in articles:
        settled[RIGHT in article.text] += DecidedArticle(
            article.pk, "", "", None, None, "", "", None, ()  # type: ignore[arg-type] # only the key counts
        ).held_out  # fmt: skip
    return settled


@pytest.fixture
def decisions(analyst: User) -> list[Article]:
    """Articles decided on, half of them right; some of each sort are held out."""
    articles: list[Article] = []
    while len(articles) < LEAST_ARTICLES or min(held_out(articles).values()) < ENOUGH_HELD_OUT:
        articles += [extracted(RIGHT), extracted(WRONG)]
    decide_all(analyst)
    return articles


def test_decisions_change_the_confidence_of_what_comes_next_until_rolled_back(
    decisions: list[Article],
) -> None:
    # The texts differ in a line that is none of the article's, so that the extractor alone says the same.
    before = extracted(f"{RIGHT}\nBaca juga: Jadwal tahap pertama").mentions.order_by("start")[0]
    assert "not stored" in run("--dry-run")
    assert not ExtractorModel.objects.exists()
    told = run()
    assert "ranking:" in told
    assert "taken into use" in told
    stored = ExtractorModel.objects.count()
    tasks.refit_models()  # the same decisions give the same model: nothing new to store
    assert ExtractorModel.objects.count() == stored
    model = ExtractorModel.objects.in_use().get(kind="ranking")
    assert model.scores["new"]["log_loss"] <= model.scores["old"]["log_loss"]
    assert f"+m{model.version}" not in before.extractor_version
    after = extracted(f"{RIGHT}\nBaca juga: Jadwal tahap kedua").mentions.order_by("start")[0]
    assert after.extractor_version.endswith(f"+m{model.version}")
    assert after.confidence != before.confidence
    assert {"rule": "decisions", "text": model.version}.items() <= after.explanation[-1].items()
    told = run("--rollback")
    assert f"{model.version} given up, the extractor alone in use" in told
    again = extracted(f"{RIGHT}\nBaca juga: Jadwal tahap ketiga").mentions.order_by("start")[0]
    assert (again.confidence, again.extractor_version) == (
        before.confidence,
        before.extractor_version,
    )
    tasks.refit_models()  # what a person gave up does not come back by itself
    assert not ExtractorModel.objects.in_use().exists()


def test_a_model_that_would_be_worse_is_not_taken_into_use(decisions: list[Article]) -> None:
    perfect = ExtractorModel(
        kind="ranking", version="perfect", scores={}, kept=True,
        weights=b'{"word:tiruan": -60.0, "always": 30.0}',
    )  # fmt: skip
    ExtractorModel.objects.take_into_use(perfect)
    told = run()
    assert re.search(r"ranking: \w+ not kept", told)
    assert ExtractorModel.objects.in_use().get(kind="ranking") == perfect
    assert ExtractorModel.objects.filter(kind="ranking", kept=False).count() == 1


def test_the_commands_say_when_there_is_nothing_to_do() -> None:
    with pytest.raises(CommandError) as few:
        run()
    assert few.value.returncode == 3
    with pytest.raises(CommandError) as none:
        run("--rollback")
    assert none.value.returncode == 1


def test_a_rejected_phrase_is_not_proposed_again_for_the_same_sense(analyst: User) -> None:
    extracted(WRONG)
    senses = set(Mention.objects.values_list("kind", "category", "evidence"))
    assert senses
    decide_all(analyst)
    again = extracted(f"{WRONG}\nDemikian laporan dari Jakarta.").mentions
    assert not senses & set(again.values_list("kind", "category", "evidence"))
