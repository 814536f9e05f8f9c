"""What the review page shows: the article with its marks, the mention, where to go from here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from incidents.domain.vocabulary import MentionState, RejectionReason
from incidents.models import Article, Mention, User
from incidents.review import queue as work
from incidents.review.access import visible_mentions
from incidents.review.people import deciders

from .forms.mentions import DetailsForm, MissedForm, RejectForm
from .forms.queue import filters_from, only_filters
from .likely import same_event, suggestions
from .marking import Segment, paragraphs
from .suggesting import find_incidents


@dataclass(frozen=True, slots=True)
class Mark:
    """One mention of the article as the page marks and lists it."""

    mention: Mention
    number: int
    current: bool
    url: str

    @property
    def label(self) -> str:
        """What a screen reader says of the number in the text."""
        mention = self.mention
        return _("Mention %(n)d: %(kind)s, %(category)s, %(state)s") % {
            "n": self.number,
            "kind": mention.get_kind_display(),
            "category": mention.get_category_display(),
            "state": mention.get_state_display(),
        }


@dataclass(frozen=True, slots=True)
class Piece:
    """A segment of the text with its class and the numbers that stand before it."""

    start: int
    text: str
    css: str
    opens: tuple[Mark, ...]


def article_context(
    user: User, article: Article, query: str, current: Mention | None = None
) -> dict[str, Any]:
    """The article's text cut where marks begin and end, and all its mentions; one query."""
    found = visible_mentions(user).filter(article=article).exclude(state=MentionState.WITHDRAWN)
    marks = {
        mention.pk: Mark(
            mention,
            number,
            current is not None and mention.pk == current.pk,
            reverse("mention", args=[mention.pk]) + query,
        )
        for number, mention in enumerate(found.order_by("start", "-end", "pk"), start=1)
    }
    cut = paragraphs(article.text, [mark.mention for mark in marks.values()])
    return {
        "article": article,
        "paragraphs": [[_piece(segment, marks) for segment in line] for line in cut],
        "siblings": list(marks.values()),
        "number": marks[current.pk].number if current and current.pk in marks else "–",
        "query": query,
    }


def _piece(segment: Segment, marks: dict[int, Mark]) -> Piece:
    covering = [marks[key] for key in segment.marks]
    css = ""
    if covering:
        shown = next((mark for mark in covering if mark.current), covering[-1])
        names = ["m", f"m--{shown.mention.kind}"]
        if len(covering) > 1:
            names.append("m--many")
        if shown.current:
            names.append("m--current")
        if all(mark.mention.state == MentionState.REJECTED for mark in covering):
            names.append("m--rejected")
        css = " ".join(names)
    return Piece(segment.start, segment.text, css, tuple(marks[key] for key in segment.opens))


def mention_context(
    request: HttpRequest,
    user: User,
    mention: Mention,
    *,
    details: DetailsForm | None = None,
    rejection: RejectForm | None = None,
    missed: MissedForm | None = None,
) -> dict[str, Any]:
    """All that the review page of `mention` shows, in a fixed number of queries."""
    query, searched = only_filters(request.GET), request.GET.get("find", "").strip()
    filters = filters_from(request.GET)
    held = mention.claimed_until is not None and mention.claimed_until > timezone.now()
    ahead = work.previous_waiting(user, before=mention, filters=filters)
    behind = work.next_waiting(user, after=mention, filters=filters)
    return article_context(user, mention.article, query, mention) | {
        "mention": mention,
        "details": details or DetailsForm(mention),
        "rejection": rejection or RejectForm(auto_id="reject_%s"),
        "missed": missed or MissedForm(mention.article),
        "rejection_reasons": RejectionReason.choices,
        "suggestions": find_incidents(user, searched) if searched else suggestions(user, mention),
        "same_event": same_event(user, mention),
        "searched": searched,
        "query_pairs": list(QueryDict(query[1:]).items()),
        "held_by": mention.claimed_by if held and mention.claimed_by != user else None,
        "people": deciders(),
        "newer": mention.article.versions.order_by("-pk").first(),
        "previous_url": _page(ahead, query),
        "next_url": _page(behind, query),
    }


def _page(mention: Mention | None, query: str) -> str:
    return reverse("mention", args=[mention.pk]) + query if mention else ""


def next_page(request: HttpRequest, user: User, mention: Mention) -> str:
    """Where to go after deciding on `mention`: the next one under the filters, else the queue."""
    query = only_filters(request.GET)
    behind = work.next_waiting(user, after=mention, filters=filters_from(request.GET))
    return _page(behind, query) or reverse("queue") + query
