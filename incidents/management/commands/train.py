"""`manage.py train`: learns from decisions how likely people accept what extraction finds."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from incidents import tasks
from incidents.domain.labels import DecidedArticle
from incidents.insights.labelled import decided_articles
from incidents.models import ExtractorModel, LearnedKind

TOO_FEW = 3


class Command(BaseCommand):
    """Keeps a new model only if it is not worse on the held-out decisions; can go back to the one before."""

    help = (
        "Refits relevance and ranking to the decisions. Ends with 0 when something was fitted, "
        f"{TOO_FEW} when there are too few decisions, 1 when there is nothing to roll back."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--dry-run", action="store_true", help="compare only, store nothing")
        what.add_argument(
            "--rollback",
            choices=LearnedKind.values,
            nargs="*",
            metavar="KIND",
            help=f"use the model before again: {', '.join(LearnedKind.values)}; default: all",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["rollback"] is not None:
            self._roll_back(options["rollback"] or LearnedKind.values)
        else:
            self._train(keep=not options["dry_run"])

    def _roll_back(self, kinds: list[str]) -> None:
        undone = {kind: ExtractorModel.objects.roll_back(kind) for kind in kinds}
        for kind, gone in undone.items():
            now = ExtractorModel.objects.in_use().filter(kind=kind).first()
            if gone is not None:
                instead = now.version if now else "the extractor alone"
                self.stdout.write(f"{kind}: {gone.version} given up, {instead} in use.")
        if not any(undone.values()):
            raise CommandError("No learned model is in use.", returncode=1)

    def _train(self, *, keep: bool) -> None:
        outcomes = tasks.train(keep=keep, watch=_watched)
        for each in outcomes:
            self.stdout.write(_line(each, keep=keep))
        if all(each.scores is None for each in outcomes):
            raise CommandError("Too few decisions to learn from.", returncode=TOO_FEW)


def _watched(articles: Iterable[DecidedArticle]) -> Iterator[DecidedArticle]:
    yield from tqdm(articles, total=decided_articles().count(), unit="article", disable=None)


def _line(each: tasks.Refitted, *, keep: bool) -> str:
    if each.scores is None:
        return f"{each.kind}: too few decisions."
    new, old = each.scores["new"], each.scores["old"]
    verdict = "taken into use" if each.kept else "not kept" if keep else "not stored"
    return (
        f"{each.kind}: {each.version} {verdict}; log loss {new['log_loss']} (before {old['log_loss']}), "
        f"pairs in the right order {new['ranked_right']:.1%} (before {old['ranked_right']:.1%}), "
        f"on {new['examples']:.0f} held-out decisions."
    )
